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
final class ActorSemantics: ComponentSemantics {
  let rules: SystemRules
  let values: any SystemValues
  private let actorCount: Int
  @exclusivity(unchecked) var memory: SystemMemory
  @exclusivity(unchecked) var inboxes: Inboxes
  @exclusivity(unchecked) private var stimuli = Interner<Stimulus>()
  @exclusivity(unchecked) private(set) var components: [Component] = []
  /// What steps do to other components.
  @exclusivity(unchecked) private var effects: [[ComponentStimulus]] = [[]]
  @exclusivity(unchecked) private var changes: [Change] = []
  /// The steps of each slot that do not concern the network, once they were asked for.
  @exclusivity(unchecked) private var localSteps: [[LocalStep]?] = []

  /// The actions of the steps of each component, where properties about whole steps ask for them.
  @exclusivity(unchecked) private var stepKeys: [ComponentID: [ActionKey]] = [:]

  // What has been asked before, by pairs of numbers.
  @exclusivity(unchecked) private var deliveries = PairMap()
  @exclusivity(unchecked) private var actorComponents = PairMap()
  @exclusivity(unchecked) private var historyComponents = PairMap()

  init(_ rules: SystemRules, _ values: any SystemValues, actorCount: Int) {
    self.rules = rules
    self.values = values
    self.actorCount = actorCount
    memory = SystemMemory(values, hasScenario: rules.hasScenario)
    inboxes = Inboxes(rules.delivery)
  }

  var width: Int { actorCount + 1 }
  var maxWeight: Int { rules.maxCrashes }
  var failure: ModelError? { values.failure }
  var warnings: [String] { memory.warning.map { [$0] } ?? [] }
  var componentCount: Int { components.count }
  var kindNames: [String] { Array(memory.kindNames.prefix(Self.lastKind + 1)) }

  var byteCount: Int {
    let numbers =
      values.byteCount + memory.byteCount + inboxes.byteCount + stimuli.byteCount
      + changes.capacity * MemoryLayout<Change>.stride + 64 * effects.count
      + 64 * stepKeys.count
    let pairs = deliveries.byteCount + actorComponents.byteCount + historyComponents.byteCount
    return numbers + pairs + components.count * MemoryLayout<Component>.stride
  }

  var figures: [String: Int] {
    values.figures.merging(["inboxes": inboxes.count, "components": components.count]) {
      first, _ in first
    }
  }
}

extension ActorSemantics {
  /// An actor's slot and its inbox, or the history and the envelopes to nobody, by number.
  struct Component {
    var isHistory: Bool
    var content: UInt32
    var inbox: UInt32
  }

  /// What changes a component from outside: envelopes for an inbox, or what a handler recorded.
  private struct Stimulus: Hashable {
    var envelopes: [UInt32] = []
    var events: UInt32?
  }

  /// What a handler did, to components.
  private struct Change {
    var slot: UInt32
    /// The stimulus of the actor's own inbox, if it sent envelopes to itself.
    var own: UInt32?
    /// What it sent to others and recorded, by number.
    var effect: UInt32 = ComponentStep.noEffect
    /// Whether the actor's inbox is emptied first.
    var losesIncoming = false

    var isSilent: Bool { own == nil && effect == ComponentStep.noEffect && !losesIncoming }
  }

  /// A step of a slot that does not concern the network.
  private struct LocalStep {
    let key: ActionKey
    let change: Change
    let kind: Int
  }

  /// The number that all further kinds of steps share.
  private static var lastKind: Int { 999 }
}

// MARK: - Components

extension ActorSemantics {
  func initialVectors() -> [[ComponentID]] {
    let beginning = values.beginning()
    var mail = Array(repeating: inboxes.empty(), count: width)
    for entry in beginning.vector.entries {
      let place = place(of: entry.envelope)
      for _ in 0..<entry.count {
        mail[place] = inboxes.inbox(mail[place], with: [entry.envelope])
      }
    }
    var vector = beginning.vector.slots.indices.map { place in
      component(slot: beginning.vector.slots[place], inbox: mail[place])
    }
    vector.append(component(history: beginning.vector.history, strays: mail[actorCount]))
    for (position, start) in beginning.starts.enumerated() {
      let change = change(start, ofActorAt: position)
      if change.losesIncoming {
        vector[position] = component(slot: change.slot, inbox: inboxes.empty())
      }
      if let own = change.own { vector[position] = reaction(of: vector[position], to: own) }
      for stimulus in effects[Int(change.effect)] {
        let position = Int(stimulus.position)
        vector[position] = reaction(of: vector[position], to: stimulus.number)
      }
    }
    return [vector]
  }

  /// The place of the component in whose inbox an envelope lies.
  private func place(of envelope: UInt32) -> Int {
    while inboxes.envelopeCount <= envelope {
      let number = UInt32(inboxes.envelopeCount)
      let facts = memory.envelope(number)
      inboxes.addEnvelope(channel: facts.channel, bits: facts.bits)
      // Kinds are known even if no step is ever of that kind.
      _ = memory.kind(ActionKey(.delivery, number))
      if rules.isLossy { _ = memory.kind(ActionKey(.loss, number)) }
    }
    let destination = memory.envelope(envelope).destination
    return destination < 0 ? actorCount : destination
  }

  private func component(slot: UInt32, inbox: UInt32) -> ComponentID {
    let known = actorComponents.reader.value(slot, inbox)
    if known != PairMap.missing { return known }
    let living =
      rules.discardsDeadMessages
      ? inboxes.inbox(inbox, without: { memory.isDead($0, for: slot) }) : inbox
    let number: ComponentID
    if living == inbox {
      components.append(Component(isHistory: false, content: slot, inbox: inbox))
      number = ComponentID(components.count - 1)
    } else {
      number = component(slot: slot, inbox: living)
    }
    actorComponents.insert(slot, inbox, number)
    return number
  }

  private func component(history: UInt32, strays: UInt32) -> ComponentID {
    let known = historyComponents.reader.value(history, strays)
    if known != PairMap.missing { return known }
    components.append(Component(isHistory: true, content: history, inbox: strays))
    let number = ComponentID(components.count - 1)
    historyComponents.insert(history, strays, number)
    return number
  }

  func facts(of number: ComponentID) -> ComponentFacts {
    let component = components[Int(number)]
    var facts = ComponentFacts()
    if component.isHistory {
      facts.conditionBits = memory.violations(ofHistory: component.content)
      return facts
    }
    let slot = memory.slot(component.content)
    facts.view = slot.view
    facts.conditionBits = slot.bits
    facts.isOutside = slot.isOutside
    if slot.isCrashed {
      facts.weight = 1
    } else {
      facts.conditionBits |= inboxes.exampleBits[Int(component.inbox)]
    }
    return facts
  }

  /// The state that a vector stands for.
  func state(_ vector: UnsafePointer<ComponentID>) -> SystemVector {
    var state = SystemVector()
    for position in 0..<width {
      let component = components[Int(vector[position])]
      if component.isHistory {
        state.history = component.content
      } else {
        state.slots.append(component.content)
      }
      for place in inboxes.places(in: component.inbox) {
        state.insert(inboxes.item(at: place).envelope, rules.delivery) {
          memory.knownEnvelope($0).channel
        }
      }
    }
    return state
  }
}

// MARK: - Reactions

extension ActorSemantics {
  var effectCount: Int { effects.count }

  func stimuli(ofEffect effect: UInt32) -> [ComponentStimulus] { effects[Int(effect)] }

  func reaction(of component: ComponentID, to number: UInt32) -> ComponentID {
    let before = components[Int(component)]
    let inbox = inboxes.inbox(before.inbox, after: number)
    guard before.isHistory else { return self.component(slot: before.content, inbox: inbox) }
    let history = stimuli[number].events.map { memory.history(before.content, after: $0) }
    return self.component(history: history ?? before.content, strays: inbox)
  }

  private func number(_ stimulus: Stimulus) -> UInt32 {
    let number = stimuli.number(stimulus)
    if number == inboxes.stimulusCount { inboxes.addStimulus(bringing: stimulus.envelopes) }
    return number
  }

  /// What a change of an actor does to components.
  private func change(_ change: SlotChange, ofActorAt actor: Int) -> Change {
    var sent: [(position: Int, stimulus: Stimulus)] = []
    func stimulate(_ position: Int, _ update: (inout Stimulus) -> Void) {
      let place = sent.firstIndex { $0.position == position } ?? sent.endIndex
      if place == sent.endIndex { sent.append((position, Stimulus())) }
      update(&sent[place].stimulus)
    }
    for envelope in change.sent { stimulate(place(of: envelope)) { $0.envelopes.append(envelope) } }
    if change.events != nil { stimulate(actorCount) { $0.events = change.events } }
    var result = Change(slot: change.slot)
    result.losesIncoming = change.losesIncoming
    var effect: [ComponentStimulus] = []
    for (position, stimulus) in sent {
      let number = number(stimulus)
      if position == actor {
        result.own = number
      } else {
        effect.append(ComponentStimulus(position: UInt32(position), number: number))
      }
    }
    if !effect.isEmpty {
      result.effect = UInt32(effects.count)
      effects.append(effect)
    }
    return result
  }
}

// MARK: - Steps

extension ActorSemantics {
  func steps(of component: ComponentID) -> [ComponentStep] {
    var steps: [ComponentStep] = []
    var keys: [ActionKey] = []
    visitSteps(of: component) { key, step in
      steps.append(step)
      if rules.decidedBySteps != 0 {
        steps[steps.count - 1].broken = memory.broken(
          byStepFrom: components[Int(component)].content, to: components[Int(step.target)].content)
      }
      if rules.hasWholeSteps { keys.append(key) }
      if rules.hasScenario {
        steps[steps.count - 1].isOutsideScenario = !memory.isWithinScenario(key)
      }
    }
    if rules.hasWholeSteps { stepKeys[component] = keys }
    return steps
  }

  /// The action that a step stands for, by its place among the component's steps.
  func action(_ place: Int, of component: ComponentID) -> ActionKey {
    var keys: [ActionKey] = []
    visitSteps(of: component) { key, _ in keys.append(key) }
    return keys[place]
  }

  private typealias Visitor = (ActionKey, ComponentStep) -> Void

  /// Visits the steps of a component in order: deliveries, losses, timeouts and choices, crashes or
  /// the recovery.
  private func visitSteps(of number: ComponentID, _ visit: Visitor) {
    let component = components[Int(number)]
    guard !component.isHistory else { return }
    if !memory.slot(component.content).isCrashed {
      visitDeliveries(component, visit)
      if rules.isLossy { visitLosses(component, visit) }
    }
    for local in localSteps(of: component.content) {
      var step = step(local.change, component.inbox, local.kind)
      step.addsWeight = local.key.sort == .crash
      visit(local.key, step)
    }
  }

  private func visitDeliveries(_ component: Component, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let change = delivery(of: item.envelope, to: component.content)
      if rules.delivery != .ordered && change.slot == component.content && change.isSilent {
        continue
      }
      let rest =
        rules.delivery == .unorderedDuplicating
        ? component.inbox : inboxes.inbox(component.inbox, withoutItemAt: place)
      let key = ActionKey(.delivery, item.envelope)
      visit(key, step(change, rest, kind(key)))
    }
  }

  private func visitLosses(_ component: Component, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let rest = inboxes.inbox(component.inbox, withoutItemAt: place)
      let key = ActionKey(.loss, item.envelope)
      visit(key, step(Change(slot: component.content), rest, kind(key)))
    }
  }

  private func step(_ change: Change, _ inbox: UInt32, _ kind: Int) -> ComponentStep {
    let inbox = change.losesIncoming ? inboxes.empty() : inbox
    var target = component(slot: change.slot, inbox: inbox)
    if let own = change.own { target = reaction(of: target, to: own) }
    return ComponentStep(target: target, effect: change.effect, kind: kind, addsWeight: false)
  }

  private func kind(_ key: ActionKey) -> Int { min(memory.kind(key), Self.lastKind) }

  /// What the delivery of an envelope makes of a slot.
  private func delivery(of envelope: UInt32, to slot: UInt32) -> Change {
    let known = deliveries.reader.value(slot, envelope)
    if known != PairMap.missing { return changes[Int(known)] }
    let change = change(of: slot, by: .delivery(envelope))
    deliveries.insert(slot, envelope, UInt32(changes.count))
    changes.append(change)
    return change
  }

  private func localSteps(of slot: UInt32) -> [LocalStep] {
    while localSteps.count <= slot { localSteps.append(nil) }
    if let known = localSteps[Int(slot)] { return known }
    let steps = findLocalSteps(of: slot)
    localSteps[Int(slot)] = steps
    return steps
  }

  private func findLocalSteps(of slot: UInt32) -> [LocalStep] {
    let actions = memory.actions(ofSlot: slot)
    var steps: [LocalStep] = []
    func append(_ sort: ActionKey.Sort, _ action: UInt32) {
      let change = change(of: slot, by: .action(action))
      let isIdle = sort == .timeout && change.slot == slot && change.isSilent
      let key = ActionKey(sort, action)
      if !isIdle { steps.append(LocalStep(key: key, change: change, kind: kind(key))) }
    }
    for (action, _) in actions.timeouts { append(.timeout, action) }
    for action in actions.choices { append(.choice, action) }
    if let action = actions.recovery { append(.recovery, action) }
    for action in actions.crashes { append(.crash, action) }
    return steps
  }

  private func change(of slot: UInt32, by cause: SlotCause) -> Change {
    let values = values
    let change = Activity.step {
      values.text(of: cause)
    } while: {
      let change = values.change(of: slot, by: cause)
      // What properties see of the actor now is a consequence of this step.
      _ = memory.slot(change.slot)
      return change
    }
    return self.change(change, ofActorAt: memory.slot(slot).place)
  }
}

// MARK: - Properties

extension ActorSemantics {
  var componentProperties: [Int] { (0..<64).filter { rules.decided >> UInt64($0) & 1 == 1 } }
  var universalProperties: UInt64 { rules.universal }
  var hasStateBoundary: Bool { rules.hasStateBoundary }

  var jointScopes: [JointScope] { values.jointScopes }

  func name(ofProperty property: Int) -> String { values.name(ofProperty: property) }

  func satisfied(
    among properties: UInt64, ofScope scope: Int, _ views: UnsafePointer<UInt32>
  ) -> UInt64 {
    values.satisfied(among: properties, ofScope: scope, views)
  }

  func satisfied(among properties: UInt64, _ vector: UnsafePointer<ComponentID>) -> UInt64 {
    values.satisfied(among: properties, state(vector))
  }

  var componentStepProperties: UInt64 { rules.decidedBySteps }

  func broken(
    among properties: UInt64, byStep step: Int, ofComponentAt position: Int,
    from before: UnsafePointer<ComponentID>, to after: UnsafePointer<ComponentID>
  ) -> UInt64 {
    guard let key = stepKeys[before[position]]?[step] else {
      Mistake.stop("a step of a component that was not asked for its steps")
    }
    return values.broken(among: properties, by: key, from: state(before), to: state(after))
  }

  func isWithinBoundary(_ vector: UnsafePointer<ComponentID>) -> Bool {
    values.isWithinBoundary(state(vector))
  }
}
