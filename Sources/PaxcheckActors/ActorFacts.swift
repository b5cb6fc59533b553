/// An actor's slot and its inbox, or the history and the envelopes to nobody, by number.
struct ActorComponent {
  var isHistory: Bool
  var content: UInt32
  var inbox: UInt32
}

/// What follows from a slot's number.
struct SlotFacts {
  var isCrashed: Bool
  /// The bits of the properties that this actor violates.
  var bits: UInt64
  var isOutside: Bool
}

/// What follows from an envelope's number.
struct EnvelopeFacts {
  /// The bits of the properties that it is an example of.
  var bits: UInt64
  var deliveryKind: Int
  var dropKind: Int
}

/// What a handler did, in numbers.
struct Change {
  var slot: UInt32
  /// The stimulus of the actor's own inbox, if it sent envelopes to itself.
  var own: UInt32?
  /// What it sent to others and recorded, by the component concerned.
  var stimuli: [(position: Int, stimulus: UInt32)] = []

  var isSilent: Bool { own == nil && stimuli.isEmpty }
}
