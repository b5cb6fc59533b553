import PaxcheckModel

/// What follows from a slot.
struct SlotFacts {
  /// The place of the slot among all.
  var place: Int
  /// Whether the actor is not there.
  var isCrashed: Bool
  /// How often the actor has lost its storage.
  var amnesiaCount: Int
  /// The properties that the actor violates, a bit for each.
  var bits: UInt64
  /// Whether the actor puts its state outside the boundary.
  var isOutside: Bool
  /// The number of what conditions on several actors see of the slot.
  var view: UInt32
}

/// Something that may happen to a slot besides deliveries and losses.
struct LocalAction {
  let sort: StepSort
  /// The number of the action.
  let number: UInt32
  /// The duration of a timeout in milliseconds, if it has any.
  var duration: ClosedRange<Int>?
  /// The budgets that all actors share and the step draws on.
  var drawn: BudgetSet = []
}

/// What follows from an envelope.
struct EnvelopeFacts {
  /// The place of the receiver's slot, or -1 if there is none.
  var destination: Int
  /// A number for the directed pair, ascending with the receiver, then the sender.
  var channel: Int
  var source: ActorID { ActorID(channel & 0xFFFF) }
  /// The properties that the envelope is an example of, a bit for each.
  var bits: UInt64
  /// The budgets that its loss draws on.
  var drawnByLoss: BudgetSet = []
}

/// What a handler did.
struct SlotChange {
  var slot: UInt32
  /// The envelopes sent, in order.
  var sent: [UInt32] = []
  /// Whether what was on its way to the actor is lost.
  var losesIncoming = false
  /// What was recorded, if anything was.
  var events: UInt32?

  /// Whether nothing was sent, recorded or lost.
  var isSilent: Bool { sent.isEmpty && events == nil && !losesIncoming }
}
