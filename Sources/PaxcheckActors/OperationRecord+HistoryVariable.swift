public import PaxcheckConsistency
public import PaxcheckModel

/// What clients saw may be the history of an actor system: each actor is a client under its address.
extension OperationRecord: HistoryVariable {
  public mutating func record(_ event: Event, by actor: ActorID) {
    record(event, by: actor.index)
  }
}

extension Parameter {
  /// The parameter `history`: how much of the clients' past the states keep.
  public static var history: Parameter {
    .choice(
      "history", HistoryKind.allCases.map(\.rawValue), default: HistoryKind.full.rawValue,
      "keep all that clients saw, or only what can still decide whether it is linearizable"
    ).tacit
  }
}

extension Arguments {
  /// What the parameter `history` says.
  ///
  /// - Precondition: the model declares it.
  public var historyKind: HistoryKind {
    guard let kind = HistoryKind(rawValue: choice("history")) else {
      Mistake.stop("'\(choice("history"))' is no kind of history")
    }
    return kind
  }
}
