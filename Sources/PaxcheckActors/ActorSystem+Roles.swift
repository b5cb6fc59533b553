public import PaxcheckModel

extension ActorSystem {
  /// What a simulation takes a step for: losses, crashes, amnesia and partitions are faults, which
  /// recoveries and healing make good; deliveries on a network that duplicates may be repeated, and
  /// timers have durations.
  public func role(of action: Action, in state: State) -> StepRole {
    switch action {
    case .deliver: network.delivery == .unorderedDuplicating ? .repeatable : .ordinary
    case .drop: .fault(.loss)
    case .crash: .fault(.crash)
    case .amnesia: .fault(.amnesia)
    case .partition: .fault(.partition)
    case .timeout(let id, let timer):
      state.slots[id.index].duration(of: .timeout(timer)).map(StepRole.timed) ?? .ordinary
    case .choose: .ordinary
    case .recover, .heal: .recovery
    }
  }

  /// The directed pair of actors between which an envelope goes, or the actor that does something.
  public func strand(of action: Action) -> String {
    switch action {
    case .deliver(let envelope): "\(envelope.source) → \(envelope.destination)"
    case .drop(let envelope): "loss \(envelope.source) → \(envelope.destination)"
    case .timeout(let id, _), .choose(let id, _): "\(id)"
    case .crash(let id, _), .recover(let id), .amnesia(let id): "crash \(id)"
    case .partition, .heal: "partition"
    }
  }
}
