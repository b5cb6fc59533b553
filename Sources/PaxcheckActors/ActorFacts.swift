import PaxcheckStateSpace

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

/// The kinds of the steps that an envelope makes possible.
struct EnvelopeKinds {
  var delivery: Int
  var loss: Int
}

/// What a handler did, in numbers.
struct Change {
  var slot: UInt32
  /// The stimulus of the actor's own inbox, if it sent envelopes to itself.
  var own: UInt32?
  /// What it sent to others and recorded, by number.
  var effect: UInt32 = ComponentStep.noEffect

  var isSilent: Bool { own == nil && effect == ComponentStep.noEffect }
}

/// A step of a slot that does not concern the network.
struct LocalStep {
  var change: Change
  var kind: Int
  var isCrash: Bool
}

/// Why a component makes a step.
enum StepCause {
  case delivery(envelope: UInt32)
  case loss(envelope: UInt32)
  /// One of the steps of the component's slot that do not concern the network.
  case local(Int)
}
