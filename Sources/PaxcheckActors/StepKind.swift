import PaxcheckModel

/// A kind of steps that the environment decides about, for a `Budget`.
public struct StepKind: Sendable {
  let sort: StepSort
  /// The actors that the steps are of; `nil` for all.
  private var actors: Set<ActorID>?
  /// Whether a timer, an alternative or a message is among those that the kind is about.
  private let includes: @Sendable (any Sendable) -> Bool

  private init(
    _ sort: StepSort, _ includes: @escaping @Sendable (any Sendable) -> Bool = { _ in true }
  ) {
    self.sort = sort
    self.includes = includes
  }

  private init<Value: Sendable>(
    _ sort: StepSort, _ condition: @escaping @Sendable (Value) -> Bool
  ) {
    self.init(sort) { ($0 as? Value).map(condition) ?? false }
  }

  /// The timeouts of some timers.
  public static func timeouts<Timer: Hashable & Sendable>(_ timers: Timer...) -> StepKind {
    StepKind(.timeout) { (timer: Timer) in timers.contains(timer) }
  }

  /// The timeouts of the timers of which a condition is true.
  public static func timeouts<Timer: Hashable & Sendable>(
    where condition: @escaping @Sendable (Timer) -> Bool
  ) -> StepKind {
    StepKind(.timeout, condition)
  }

  /// The choices of alternatives of which a condition is true.
  public static func choices<Choice: Hashable & Sendable>(
    where condition: @escaping @Sendable (Choice) -> Bool
  ) -> StepKind {
    StepKind(.choice, condition)
  }

  /// The losses of messages, one each, that a lossy network has. What a partition loses is not among them.
  public static var losses: StepKind { StepKind(.loss) }

  /// The losses of messages of which a condition is true.
  public static func losses<Message: Hashable & Sendable>(
    where condition: @escaping @Sendable (Message) -> Bool
  ) -> StepKind {
    StepKind(.loss, condition)
  }

  /// The crashes, as many at the same time as `ActorSystem.maxCrashes` says.
  public static var crashes: StepKind { StepKind(.crash) }

  /// The recoveries of crashed actors.
  public static var recoveries: StepKind { StepKind(.recovery) }

  /// The losses of storage, as many as `ActorSystem.maxAmnesia` says.
  public static var amnesia: StepKind { StepKind(.amnesia) }

  /// Those among the steps that are of some actors; of losses, those of messages to them.
  public func of(_ actors: some Sequence<ActorID>) -> StepKind {
    var kind = self
    kind.actors = Set(actors).intersection(self.actors ?? Set(actors))
    return kind
  }

  /// Whether a step is of this kind.
  func includes(_ action: ActorAction<some Hashable & Sendable>) -> Bool {
    guard action.sort == sort else { return false }
    switch action {
    case .timeout(let id, let value), .choose(let id, let value):
      return concerns(id) && includes(value.value)
    case .drop(let envelope): return concerns(envelope.destination) && includes(envelope.message)
    case .crash(let id, _), .recover(let id), .amnesia(let id): return concerns(id)
    case .deliver, .partition, .heal: return false
    }
  }

  private func concerns(_ actor: ActorID) -> Bool { actors?.contains(actor) ?? true }
}
