import PaxcheckModel
import PaxcheckStateSpace

/// An actor system as components: each actor with its inbox is one, the history with the envelopes
/// to nobody is the last.
///
/// It means what `ActorSystem` says, but it asks each handler once for each actor state and event,
/// and does the rest with numbers. Numbers depend on the order of the questions alone.
///
/// Questions come from one thread at a time and handlers cannot reach this object, so the run-time
/// checks of exclusive access are off.
final class ActorSemantics<Message: Hashable & Sendable, History: HistoryVariable>:
  ComponentSemantics
{
  typealias System = ActorSystem<Message, History>
  typealias Event = History.Event

  let system: System
  // What is asked of the system for every component; to look it up there means to look its type up.
  let delivery: NetworkKind.Delivery
  let isLossy: Bool
  let discardsDeadMessages: Bool
  let hasScenario: Bool
  let properties: [Property<System>]
  let conditions: ScopedConditions<Message, History>

  // Values and their numbers, with what is known of each.
  @exclusivity(unchecked) var slots = Interner<SlotKey<Message, Event>>()
  @exclusivity(unchecked) var slotFacts: [SlotFacts] = []
  /// The steps of each slot that do not concern the network, once they were asked for.
  @exclusivity(unchecked) var localSteps: [[LocalStep]?] = []
  /// The actions that these steps stand for.
  var localActions: [[System.Action]] = []
  @exclusivity(unchecked) var envelopes = Interner<Envelope<Message>>()
  @exclusivity(unchecked) var envelopeKinds: [EnvelopeKinds] = []
  var histories = Interner<History>()
  var historyBits: [UInt64] = []
  @exclusivity(unchecked) var inboxes: Inboxes
  @exclusivity(unchecked) var stimuli = Interner<Stimulus>()
  var kinds = Interner<String>()
  @exclusivity(unchecked) var components: [ActorComponent] = []

  // What has been asked before, by pairs of numbers.
  @exclusivity(unchecked) var changes: [Change] = []
  /// What the changes do to other components.
  @exclusivity(unchecked) var effects: [[ComponentStimulus]] = [[]]
  @exclusivity(unchecked) var deliveries = PairMap()
  @exclusivity(unchecked) var deadMessages = PairMap()
  @exclusivity(unchecked) var actorComponents = PairMap()
  var historyComponents = PairMap()
  var handlers: HandlerRunner<Message, Event>

  init(_ system: System, judging properties: [Property<System>], checksDeterminism: Bool) {
    self.system = system
    delivery = system.network.delivery
    isLossy = system.network.isLossy
    discardsDeadMessages = system.discardsDeadMessages
    hasScenario = system.scenario?.containsAction != nil
    inboxes = Inboxes(delivery)
    self.properties = properties
    conditions = ScopedConditions(properties, system.boundary)
    handlers = HandlerRunner(checksDeterminism: checksDeterminism)
  }

  var width: Int { system.slots.count + 1 }
  var maxWeight: Int { system.maxCrashes }
  var failure: ModelError? { handlers.failure }
  var componentCount: Int { components.count }
  var kindNames: [String] { kinds.values }

  var byteCount: Int {
    let values =
      slots.byteCount + envelopes.byteCount + inboxes.byteCount + histories.byteCount
      + stimuli.byteCount + 160 * changes.count
    let pairs =
      deliveries.byteCount + deadMessages.byteCount + actorComponents.byteCount
      + historyComponents.byteCount
    return values + pairs + components.count * MemoryLayout<ActorComponent>.stride
  }

  var figures: [String: Int] {
    [
      "actor states": slots.count, "envelopes": envelopes.count, "inboxes": inboxes.count,
      "histories": histories.count, "components": components.count,
      "handler calls": handlers.calls,
    ]
  }
}

// MARK: - Numbers

extension ActorSemantics {
  func number(_ slot: any Slot<Message, Event>) -> UInt32 {
    let number = slots.number(SlotKey(slot: slot))
    if number == slotFacts.count {
      slotFacts.append(
        SlotFacts(
          isCrashed: slot.isCrashed, bits: conditions.violations(of: slot),
          isOutside: conditions.isOutside(slot)))
      localSteps.append(nil)
      localActions.append([])
    }
    return number
  }

  func number(_ envelope: Envelope<Message>) -> UInt32 {
    let number = envelopes.number(envelope)
    if number == envelopeKinds.count {
      envelopeKinds.append(
        EnvelopeKinds(
          delivery: kind(of: .deliver(envelope)),
          loss: isLossy ? kind(of: .drop(envelope)) : 0))
      inboxes.addEnvelope(from: envelope.source, bits: conditions.examples(of: envelope))
    }
    return number
  }

  func number(_ stimulus: Stimulus) -> UInt32 {
    let number = stimuli.number(stimulus)
    if number == inboxes.stimulusCount { inboxes.addStimulus(bringing: stimulus.envelopes) }
    return number
  }

  func number(_ history: History) -> UInt32 {
    let number = histories.number(history)
    if number == historyBits.count { historyBits.append(conditions.violations(of: history)) }
    return number
  }

  func component(slot: UInt32, inbox: UInt32) -> ComponentID {
    let known = actorComponents.reader.value(slot, inbox)
    if known != PairMap.missing { return known }
    let living =
      discardsDeadMessages ? inboxes.inbox(inbox, without: { isDead($0, for: slot) }) : inbox
    let number: ComponentID
    if living == inbox {
      components.append(ActorComponent(isHistory: false, content: slot, inbox: inbox))
      number = ComponentID(components.count - 1)
    } else {
      number = component(slot: slot, inbox: living)
    }
    actorComponents.insert(slot, inbox, number)
    return number
  }

  func component(history: UInt32, strays: UInt32) -> ComponentID {
    let known = historyComponents.reader.value(history, strays)
    if known != PairMap.missing { return known }
    components.append(ActorComponent(isHistory: true, content: history, inbox: strays))
    let number = ComponentID(components.count - 1)
    historyComponents.insert(history, strays, number)
    return number
  }

  /// The number of an action's kind; the last ones share a number.
  func kind(of action: System.Action) -> Int { min(Int(kinds.number(action.kind)), 999) }
}
