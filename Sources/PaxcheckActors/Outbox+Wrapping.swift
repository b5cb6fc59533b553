extension Outbox {
  /// Runs a handler of an actor that this actor wraps, and takes over what it wants done.
  ///
  /// A wrapper can change what reaches the inner actor and what it keeps, without a change to its
  /// code: that is how to plant a bug.
  ///
  ///     mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
  ///       outbox.wrap(&voter) { voter, outbox in voter.receive(message, from: sender, &outbox) }
  ///       voter.term = 0
  ///     }
  public mutating func wrap<Inner: DeterministicActor>(
    _ inner: inout Inner, _ handler: (inout Inner, inout Outbox<Inner>) -> Void
  )
  where
    Inner.Message == A.Message, Inner.Timer == A.Timer, Inner.Choice == A.Choice,
    Inner.Storage == A.Storage, Inner.Cell == A.Cell, Inner.Event == A.Event
  {
    var draft = Outbox<Inner>(
      id: id, roster: roster, timers: timers, offers: offers, disk: disk, cells: cells,
      lifetime: lifetime)
    handler(&inner, &draft)
    envelopes += draft.envelopes
    events += draft.events
    timers = draft.timers
    begun += draft.begun
    offers = draft.offers
    disk = draft.disk
    cells = draft.cells
    lifetime = draft.lifetime
    if draft.losesIncoming { loseIncoming() }
    if let failure = draft.failure { fail(failure) }
  }
}
