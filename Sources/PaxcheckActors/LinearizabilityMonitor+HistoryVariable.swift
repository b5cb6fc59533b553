public import PaxcheckConsistency

/// What clients saw may be the history of an actor system: each actor is a client under its address.
extension LinearizabilityMonitor: HistoryVariable {
  public mutating func record(_ event: Event, by actor: ActorID) {
    record(event, by: actor.index)
  }
}
