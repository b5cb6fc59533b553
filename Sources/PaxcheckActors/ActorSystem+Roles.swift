public import PaxcheckModel

extension ActorSystem {
  /// What a simulation takes a step for: losses and crashes are faults, deliveries on a network that
  /// duplicates may be repeated, and timers have durations.
  public func role(of action: Action, in state: State) -> StepRole {
    switch action {
    case .deliver: network.delivery == .unorderedDuplicating ? .repeatable : .ordinary
    case .drop: .fault(.loss)
    case .crash: .fault(.crash)
    case .timeout(let id, let timer):
      state.slots[id.index].duration(of: .timeout(timer)).map(StepRole.timed) ?? .ordinary
    case .choose, .recover: .ordinary
    }
  }
}
