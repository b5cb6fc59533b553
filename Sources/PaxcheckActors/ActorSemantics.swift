import PaxcheckModel
import PaxcheckStateSpace

/// An actor system as components: each actor with its inbox is one, the history with the envelopes
/// to nobody is the last.
///
/// It means what `ActorSystem` says, but it asks each handler once for each actor state and event.
/// All values are numbered; numbers depend on the order of the questions alone.
final class ActorSemantics<Message: Hashable & Sendable, History: HistoryVariable>:
  ComponentSemantics
{
  typealias System = ActorSystem<Message, History>
  typealias Event = History.Event

  enum Component: Hashable {
    case actor(slot: UInt32, inbox: UInt32)
    case history(UInt32, strays: UInt32)
  }

  /// What changes a component from outside: envelopes for an inbox, or events for the history.
  struct Stimulus: Hashable {
    var envelopes: [UInt32] = []
    var events: [RecordedEvent] = []
  }

  struct RecordedEvent: Hashable {
    let actor: ActorID
    let event: Event
  }

  let system: System
  let delivery: NetworkKind.Delivery
  let properties: [Property<System>]
  let scopes: [PropertyScope<Message, History>?]

  var slots = Interner<SlotKey<Message, Event>>()
  var envelopes = Interner<Envelope<Message>>()
  var inboxes = Interner<Inbox>()
  var histories = Interner<History>()
  var components = Interner<Component>()
  private var stimuli = Interner<Stimulus>()
  private var kinds = Interner<String>()
  private var handlers: HandlerMemo<Message, Event>

  init(_ system: System, judging properties: [Property<System>], checksDeterminism: Bool) {
    self.system = system
    delivery = system.network.delivery
    self.properties = properties
    scopes = properties.map { $0.scope as? PropertyScope<Message, History> }
    handlers = HandlerMemo(checksDeterminism: checksDeterminism)
  }

  var width: Int { system.slots.count + 1 }
  var maxWeight: Int { system.maxCrashes }
  var failure: ModelError? { handlers.failure }
  var componentCount: Int { components.count }
  var kindNames: [String] { kinds.values }

  var byteCount: Int {
    slots.byteCount + envelopes.byteCount + inboxes.byteCount + histories.byteCount
      + components.byteCount + stimuli.byteCount + handlers.byteCount
  }

  var figures: [String: Int] {
    [
      "actor states": slots.count, "envelopes": envelopes.count, "inboxes": inboxes.count,
      "histories": histories.count, "components": components.count,
      "handler calls": handlers.calls,
    ]
  }
}

// MARK: - States

extension ActorSemantics {
  func initialVectors() -> [[ComponentID]] {
    var changes: [Change] = []
    for (index, slot) in system.slots.enumerated() {
      let step = handlers.start(slot)
      changes.append(change(step, of: ActorID(index)))
    }
    let empty = inboxes.number(Inbox())
    var vector = changes.map { components.number(.actor(slot: $0.slot, inbox: empty)) }
    vector.append(
      components.number(.history(histories.number(system.history), strays: empty)))
    for (index, change) in changes.enumerated() {
      vector[index] = adding(change.own, to: vector[index])
      for (position, stimulus) in change.stimuli {
        vector[position] = reaction(of: vector[position], to: stimulus)
      }
    }
    return [vector]
  }

  func reaction(of component: ComponentID, to number: UInt32) -> ComponentID {
    let stimulus = stimuli[number]
    let next = adding(stimulus.envelopes, to: component)
    guard !stimulus.events.isEmpty, case .history(let history, let strays) = components[next]
    else { return next }
    var value = histories[history]
    for event in stimulus.events { value.record(event.event, by: event.actor) }
    return components.number(.history(histories.number(value), strays: strays))
  }

  private func adding(_ new: [UInt32], to component: ComponentID) -> ComponentID {
    if new.isEmpty { return component }
    func extended(_ inbox: UInt32) -> UInt32 {
      var inbox = inboxes[inbox]
      for envelope in new { inbox.insert(envelope, delivery) { envelopes[$0].source } }
      return inboxes.number(inbox)
    }
    return switch components[component] {
    case .actor(let slot, let inbox):
      components.number(.actor(slot: slot, inbox: extended(inbox)))
    case .history(let history, let strays):
      components.number(.history(history, strays: extended(strays)))
    }
  }
}

// MARK: - Steps

extension ActorSemantics {
  /// What a handler did, in numbers.
  struct Change {
    var slot: UInt32
    /// Envelopes that the actor sent to itself.
    var own: [UInt32] = []
    /// What it sent to others and recorded, by the component concerned.
    var stimuli: [(position: Int, stimulus: UInt32)] = []

    var isSilent: Bool { own.isEmpty && stimuli.isEmpty }
  }

  func steps(of component: ComponentID) -> [ComponentStep] {
    labelledSteps(of: component).map(\.step)
  }

  /// The action that a step stands for, by its place among the component's steps.
  func action(_ place: Int, of component: ComponentID) -> System.Action {
    labelledSteps(of: component)[place].action
  }

  private typealias LabelledStep = (action: System.Action, step: ComponentStep)

  private func labelledSteps(of component: ComponentID) -> [LabelledStep] {
    guard case .actor(let number, let inbox) = components[component] else { return [] }
    let slot = slots[number].slot
    var steps = slot.isCrashed ? [] : networkSteps(number, inbox)
    for event in slot.localEvents {
      let change = change(.local(event), of: number)
      switch event {
      case .timeout(let timer):
        if change.slot == number && change.isSilent { continue }
        steps.append(step(.timeout(slot.id, timer), change, inbox))
      case .choice(let choice):
        steps.append(step(.choose(slot.id, choice), change, inbox))
      }
    }
    if slot.isCrashed {
      steps.append(step(.recover(slot.id), change(.recover, of: number), inbox))
    } else if system.maxCrashes > 0 {
      for losing in slot.hasUnsyncedWrite ? [false, true] : [false] {
        let change = change(.crash(losingUnsynced: losing), of: number)
        var crash = step(.crash(slot.id, losingUnsynced: losing), change, inbox)
        crash.step.addsWeight = true
        steps.append(crash)
      }
    }
    return steps
  }

  /// The deliveries of an inbox, then its losses.
  private func networkSteps(_ slot: UInt32, _ number: UInt32) -> [LabelledStep] {
    let inbox = inboxes[number]
    let places = inbox.deliverable(delivery) { envelopes[$0].source }
    var steps: [LabelledStep] = []
    for place in places {
      let envelope = envelopes[inbox.envelopes[place]]
      let change = change(.receive(envelope.message, from: envelope.source), of: slot)
      if delivery != .ordered && change.slot == slot && change.isSilent { continue }
      let rest =
        delivery == .unorderedDuplicating ? number : inboxes.number(inbox.removing(at: place))
      steps.append(step(.deliver(envelope), change, rest))
    }
    guard system.network.isLossy else { return steps }
    for place in places {
      let envelope = envelopes[inbox.envelopes[place]]
      let rest = inboxes.number(inbox.removing(at: place))
      steps.append(step(.drop(envelope), Change(slot: slot), rest))
    }
    return steps
  }

  private func step(_ action: System.Action, _ change: Change, _ inbox: UInt32) -> LabelledStep {
    let target = components.number(.actor(slot: change.slot, inbox: inbox))
    let step = ComponentStep(
      target: adding(change.own, to: target), stimuli: change.stimuli,
      kind: min(Int(kinds.number(action.kind)), 999), addsWeight: false)
    return (action, step)
  }

  private func change(_ event: SlotEvent<Message>, of slot: UInt32) -> Change {
    let value = slots[slot].slot
    return change(handlers.step(value, slot, event), of: value.id)
  }

  private func change(_ step: SlotStep<Message, Event>, of id: ActorID) -> Change {
    var change = Change(slot: slots.number(SlotKey(slot: step.slot)))
    var sent: [(position: Int, stimulus: Stimulus)] = []
    let last = system.slots.count
    func stimulate(_ position: Int, _ update: (inout Stimulus) -> Void) {
      let place = sent.firstIndex { $0.position == position } ?? sent.endIndex
      if place == sent.endIndex { sent.append((position, Stimulus())) }
      update(&sent[place].stimulus)
    }
    for envelope in step.envelopes {
      let number = envelopes.number(envelope)
      let destination = envelope.destination.index
      if destination == id.index {
        change.own.append(number)
      } else {
        let isKnown = system.slots.indices.contains(destination)
        stimulate(isKnown ? destination : last) { $0.envelopes.append(number) }
      }
    }
    for event in step.events {
      stimulate(last) { $0.events.append(RecordedEvent(actor: id, event: event)) }
    }
    change.stimuli = sent.map { ($0.position, stimuli.number($0.stimulus)) }
    return change
  }
}
