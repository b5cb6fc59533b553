public import PaxcheckKit

/// The alternating bit protocol: a value goes over a line that loses messages, and is sent again until the
/// answer has its bit.
///
/// - SeeAlso: L. Lamport, "Specifying Systems", 2002, §14.3.3, whose steps these are; K. A. Bartlett,
///   R. A. Scantlebury, P. T. Wilkinson, CACM 12(5), 1969.
public struct AlternatingBit: Model {
  /// What is assumed of the steps of both sides.
  public enum Fairness: String, CaseIterable, Sendable {
    /// Sending is fair, and what is sent again and again arrives.
    case strong
    /// No step is put off that is possible all along.
    case weak
    /// Only arrivals are fair.
    case receives
    case none
  }

  /// How the queues stay finite.
  public enum Bound: String, CaseIterable, Sendable {
    /// States with longer queues are not looked at.
    case constraint
    /// Nothing is sent while the queue is full.
    case guarded
  }

  public struct State: Hashable, Sendable {
    public struct Message: Hashable, Sendable {
      let bit: Bool
      let value: Int
    }

    public var messages: [Message] = []
    public var answers: [Bool] = []
    public var sentBit: Bool
    public var answeredBit: Bool
    public var receivedBit: Bool
    public var sent: Int
    public var received: Int

    var waits: Bool { sentBit != answeredBit }
  }

  public enum Action: Hashable, Sendable {
    case send(Int)
    case sendAgain
    case receive
    case answer
    case receiveAnswer
    case loseMessage(Int)
    case loseAnswer(Int)
  }

  private let values: Int
  private let length: Int
  private let assumption: Fairness
  private let bound: Bound
  private let bug: Bug?

  public enum Bug: String, Sendable {
    case keepsTheBit = "keeps-the-bit"
    case sendsOnce = "sends-once"
  }

  public init(
    values: Int, length: Int, fairness: Fairness = .strong, bound: Bound = .guarded,
    bug: Bug? = nil
  ) {
    self.values = values
    self.length = length
    assumption = fairness
    self.bound = bound
    self.bug = bug
  }

  public var initialStates: [State] {
    [false, true].flatMap { bit in
      (0..<values).flatMap { sent in
        (0..<values).map { received in
          State(
            sentBit: bit, answeredBit: bit, receivedBit: bit, sent: sent, received: received)
        }
      }
    }
  }

  public func actions(in state: State) -> [Action] {
    let isGuarded = bound == .guarded
    let (canSend, canAnswer) = (
      !isGuarded || state.messages.count < length, !isGuarded || state.answers.count < length
    )
    var actions: [Action] = []
    if !state.waits, canSend { actions += (0..<values).map { .send($0) } }
    if state.waits, canSend, bug != .sendsOnce { actions.append(.sendAgain) }
    if !state.messages.isEmpty { actions.append(.receive) }
    if canAnswer { actions.append(.answer) }
    if !state.answers.isEmpty { actions.append(.receiveAnswer) }
    actions += state.messages.indices.map { .loseMessage($0) }
    return actions + state.answers.indices.map { .loseAnswer($0) }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .send(let value):
      next.sent = value
      next.sentBit.toggle()
      next.messages.append(State.Message(bit: next.sentBit, value: value))
    case .sendAgain: next.messages.append(State.Message(bit: state.sentBit, value: state.sent))
    case .receive:
      let message = next.messages.removeFirst()
      next.receivedBit = bug == .keepsTheBit ? state.receivedBit : message.bit
      next.received = message.value
    case .answer: next.answers.append(state.receivedBit)
    case .receiveAnswer: next.answeredBit = next.answers.removeFirst()
    case .loseMessage(let place): next.messages.remove(at: place)
    case .loseAnswer(let place): next.answers.remove(at: place)
    }
    return next
  }

  public func isWithinBoundary(_ state: State) -> Bool {
    bound == .guarded || state.messages.count <= length && state.answers.count <= length
  }

  public var fairness: [FairnessRule<Self>] {
    func one(_ name: String, _ action: Action) -> StepClasses<Self> {
      .steps(named: name) { $0 == action }
    }
    let sends = [one("sending again", .sendAgain), one("answers", .answer)]
    let receives = [one("arrivals", .receive), one("arrivals of answers", .receiveAnswer)]
    return switch assumption {
    case .strong: sends.map { .weak($0) } + receives.map { .strong($0) }
    case .weak: (sends + receives).map { .weak($0) }
    case .receives: receives.map { .strong($0) }
    case .none: [.nothing]
    }
  }

  public var properties: [Property<Self>] {
    var properties: [Property<Self>] = .leadsTo(
      "what is sent arrives", forEach: Array(0..<values), from: { $0.sent == $1 && $0.waits },
      to: { $0.received == $1 })
    properties.append(.infinitelyOften("nothing is waited for") { !$0.waits })
    return properties
  }
}

extension ModelDescription {
  public static let alternatingBit = ModelDescription(
    "alternating-bit", "a value is sent again over a line that loses it, until it arrives",
    source: "L. Lamport, Specifying Systems, §14.3.3",
    parameters: [
      .integer("values", 2...3, default: 2, "how many values there are"),
      .integer("length", 1...3, default: 2, "how many messages are on the line at most"),
      .choice(
        "fairness", AlternatingBit.Fairness.allCases.map(\.rawValue), default: "strong",
        "what happens in the end: what can arrive again and again, what can all along, only arrivals"
      ),
      .choice(
        "bound", AlternatingBit.Bound.allCases.map(\.rawValue), default: "guarded",
        "whether longer queues are not looked at, or nothing is sent while they are full"),
    ],
    mutations: [
      Mutation(
        AlternatingBit.Bug.keepsTheBit.rawValue, "the receiver's bit stays as it is",
        caughtBy: "nothing is waited for"),
      Mutation(
        AlternatingBit.Bug.sendsOnce.rawValue, "a value is sent once",
        caughtBy: "what is sent arrives (0)"),
    ]
  ) { arguments in
    AlternatingBit(
      values: arguments.integer("values"), length: arguments.integer("length"),
      fairness: .init(rawValue: arguments.choice("fairness")) ?? .strong,
      bound: .init(rawValue: arguments.choice("bound")) ?? .guarded,
      bug: .init(rawValue: arguments.choice("mutation")))
  }
}
