extension Outbox {
  /// The addresses of all other actors of the system, in order.
  public var others: [ActorID] { roster.others(than: id) }

  /// The addresses of all other actors of this actor's type, in order: of a server the other servers,
  /// whatever clients there are.
  public var peers: [ActorID] { roster.peers(of: id) }

  /// Sends a message to all other actors of the system, in the order of their addresses.
  ///
  ///     outbox.broadcast(.requestVote(term: term))
  ///
  /// To the other servers only, whatever clients there are:
  ///
  ///     outbox.broadcast(.requestVote(term: term), to: outbox.peers)
  public mutating func broadcast(_ message: A.Message) { broadcast(message, to: others) }
}
