public import PaxcheckKit

/// What a detection of termination must do, in three steps: once all machines are idle, it says so in the end.
///
/// - SeeAlso: `SyncTerminationDetection.tla` of the TLA⁺ examples.
public struct TerminationDetection: Model {
  public struct State: Hashable, Sendable {
    public var active: BitSet<Int>
    public var isDetected = false
  }

  public enum Action: Hashable, Sendable {
    /// A machine becomes idle; the detection may notice at once that it was the last one.
    case terminate(Int, detecting: Bool)
    case wakeUp(Int, by: Int)
    case detect
  }

  private let machines: Int
  private let isFair: Bool
  private let bug: Bug?

  public enum Bug: String, Sendable {
    case forgets
    case hurries
  }

  public init(machines: Int, isFair: Bool = true, bug: Bug? = nil) {
    self.machines = machines
    self.isFair = isFair
    self.bug = bug
  }

  public var initialStates: [State] {
    (0..<UInt64(1) << machines).flatMap { word in
      let active = BitSet<Int>(word: word)
      return active.isEmpty
        ? [State(active: active), State(active: active, isDetected: true)]
        : [State(active: active)]
    }
  }

  public func actions(in state: State) -> [Action] {
    let isQuiet = state.active.count <= (bug == .hurries ? 1 : 0)
    var actions: [Action] = isQuiet ? [.detect] : []
    for machine in state.active {
      actions.append(.terminate(machine, detecting: false))
      if Array(state.active) == [machine] { actions.append(.terminate(machine, detecting: true)) }
      for other in 0..<machines { actions.append(.wakeUp(other, by: machine)) }
    }
    return actions
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .terminate(let machine, let detecting):
      next.active.remove(machine)
      next.isDetected = detecting
    case .wakeUp(let machine, _): next.active.insert(machine)
    case .detect: next.isDetected = bug != .forgets
    }
    return next
  }

  public var fairness: [FairnessRule<Self>] {
    [isFair ? .weak(.steps(named: "detection") { $0 == .detect }) : .nothing]
  }

  public var properties: [Property<Self>] {
    [
      .always("only termination is detected") { !$0.isDetected || $0.active.isEmpty },
      .leadsTo("termination is detected", from: { $0.active.isEmpty }, to: { $0.isDetected }),
    ]
  }
}

extension ModelDescription {
  public static let terminationDetection = ModelDescription(
    "termination-detection", "what a detection of termination must do, in three steps",
    source: "SyncTerminationDetection.tla",
    parameters: [
      .integer("machines", 1...9, default: 3, "how many machines there are"),
      .flag("fair", default: true, "whether the detection is not put off for ever"),
    ],
    mutations: [
      Mutation(
        TerminationDetection.Bug.forgets.rawValue, "the detection looks, and says nothing",
        caughtBy: "termination is detected"),
      Mutation(
        TerminationDetection.Bug.hurries.rawValue,
        "the detection does not wait for the last machine",
        caughtBy: "only termination is detected"),
    ]
  ) { arguments in
    TerminationDetection(
      machines: arguments.integer("machines"), isFair: arguments.flag("fair"),
      bug: .init(rawValue: arguments.choice("mutation")))
  }
}
