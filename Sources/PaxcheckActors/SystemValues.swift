import PaxcheckModel
import PaxcheckStateSpace

/// The values of an actor system by number, and what follows from them: what a search or a random run
/// asks once and then remembers.
protocol SystemValues: AnyObject {
  func beginning() -> Beginning
  /// The number of values known.
  var count: Int { get }
  /// The memory held, in bytes, as an estimate.
  var byteCount: Int { get }
  /// How many values of each sort there are, and how often a handler ran.
  var figures: [String: Int] { get }
  /// The first contradiction that a handler was found in.
  var failure: ModelError? { get }

  func facts(ofSlot slot: UInt32) -> SlotFacts
  /// What may happen to a slot apart from deliveries and losses, in order.
  func actions(ofSlot slot: UInt32) -> [LocalAction]
  /// The partitions that may begin, or the end of the one that there is, and where they lead.
  func partitions(in partitionState: PartitionState) -> [(action: UInt32, after: PartitionState)]
  func facts(ofEnvelope envelope: UInt32) -> EnvelopeFacts
  /// An envelope as texts write it.
  func text(ofEnvelope envelope: UInt32) -> String
  /// The properties that a history violates, a bit for each.
  func bits(ofHistory history: UInt32) -> UInt64
  /// Whether an action belongs to the scenario.
  func isWithinScenario(_ key: ActionKey) -> Bool
  /// The kinds of an envelope's delivery and loss, or of a local action.
  func kinds(ofEnvelope envelope: UInt32) -> (delivery: String, loss: String)
  func kind(ofAction action: UInt32) -> String

  /// The text of the step that a cause is.
  func text(of cause: SlotCause) -> String
  /// What a handler makes of a slot.
  func change(of slot: UInt32, by cause: SlotCause) -> SlotChange
  /// The history after the events that a handler recorded.
  func history(_ history: UInt32, after events: UInt32) -> UInt32
  /// Whether it would make no step to deliver an envelope to a slot, which may never happen.
  func ignores(_ envelope: UInt32, _ slot: UInt32) -> Bool
  /// Whether the actor in a slot will ignore an envelope for ever.
  func isDead(_ envelope: UInt32, for slot: UInt32) -> Bool

  /// The properties about steps, a bit for each, that a step breaks by making one slot of another.
  func broken(byStepFrom slot: UInt32, to next: UInt32) -> UInt64

  /// The actors that together decide some properties, by their places.
  var jointScopes: [JointScope] { get }
  /// The actors that together decide the origins of some properties, by their places.
  var originScopes: [JointScope] { get }
  /// The name of a property, by its bit.
  func name(ofProperty property: Int) -> String

  /// Those of some properties, a bit for each, whose condition is true of the actors of a joint scope, or whose
  /// origin is: the numbers of scopes of origins follow those of conditions.
  /// Many threads may ask for this, and for what follows, at the same time, but for nothing else
  /// together with it.
  func satisfied(
    among properties: UInt64, ofScope scope: Int, _ views: UnsafePointer<UInt32>
  ) -> UInt64
  /// Those of some properties, a bit for each, whose condition is true of a whole state.
  func satisfied(among properties: UInt64, _ vector: SystemVector) -> UInt64
  /// Those of some properties, a bit for each, that ask in a whole state for what must come true.
  func originating(among properties: UInt64, _ vector: SystemVector) -> UInt64
  /// Those of some properties about steps, a bit for each, that a step breaks by leading from one whole state
  /// to another.
  func broken(
    among properties: UInt64, by key: ActionKey, from before: SystemVector, to after: SystemVector
  ) -> UInt64
  func isWithinBoundary(_ vector: SystemVector) -> Bool

  /// Forgets all values but some, and numbers these anew.
  func compact(keeping kept: KeptValues) -> KeptValues
}

/// How behaviours begin.
struct Beginning {
  /// The state in which they begin. The network and the history are without what starting does.
  var vector: SystemVector
  /// What starting does, in the order of the actors; nothing if they have started already.
  var starts: [SlotChange] = []
}

/// Values to keep, by number.
struct KeptValues {
  var vectors: [SystemVector]
  var envelopes: [UInt32]
  var actions: [UInt32]
}

/// What runs a handler of an actor that has started.
enum SlotCause {
  case delivery(UInt32)
  case action(UInt32)

  var number: UInt32 {
    switch self {
    case .delivery(let envelope): envelope << 1
    case .action(let action): action << 1 | 1
    }
  }
}
