import PaxcheckModel
import PaxcheckStateSpace

/// An actor system as components: each actor with its inbox is one, the history with the envelopes
/// to nobody and the partition that there is is the last.
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
  @exclusivity(unchecked) private var margins = Interner<Margin>()
  /// The partitions that may begin or end, by the surroundings.
  @exclusivity(unchecked) private var partitionSteps: [Surroundings: [PartitionStep]] = [:]

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
    inboxes = Inboxes(rules.steps)
  }

  var width: Int { actorCount + 1 }
  var budgets: [Int] { [rules.steps.maxCrashes, rules.steps.maxAmnesia] }
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
  /// An actor's slot and its inbox, or the history and its margin, by number.
  struct Component {
    var isHistory: Bool
    var content: UInt32
    /// The inbox, or the margin.
    var inbox: UInt32
  }

  /// What belongs to no actor besides the history.
  private struct Margin: Hashable {
    /// The inbox of the envelopes to nobody.
    var strays: UInt32
    var surroundings: Surroundings
  }

  /// What changes a component from outside: envelopes for an inbox, the actors whose messages are stopped,
  /// or what a handler recorded.
  private struct Stimulus: Hashable {
    var envelopes: [UInt32] = []
    var blocked: UInt64?
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

  /// The beginning or the end of a partition.
  private struct PartitionStep {
    let key: ActionKey
    let after: Surroundings
    let effect: UInt32
  }

  /// The number that all further kinds of steps share.
  private static var lastKind: Int { 999 }
}

// MARK: - Components

extension ActorSemantics {
  func initialVectors() -> [[ComponentID]] {
    let beginning = values.beginning()
    let surroundings = beginning.vector.surroundings
    var mail = (0..<actorCount).map { inboxes.empty(blocked: surroundings.sources(blockedAt: $0)) }
    mail.append(inboxes.empty())
    for entry in beginning.vector.bag.entries {
      let place = place(of: entry.envelope)
      for _ in 0..<entry.count {
        mail[place] = inboxes.inbox(mail[place], with: [entry.envelope])
      }
    }
    var vector = beginning.vector.slots.indices.map { place in
      component(slot: beginning.vector.slots[place], inbox: mail[place])
    }
    vector.append(
      component(
        history: beginning.vector.history,
        Margin(strays: mail[actorCount], surroundings: surroundings)))
    for (position, start) in beginning.starts.enumerated() {
      let change = change(start, ofActorAt: position)
      if change.losesIncoming {
        vector[position] = component(slot: change.slot, inbox: inboxes.inbox(emptied: mail[position]))
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
      if rules.steps.network.isLossy { _ = memory.kind(ActionKey(.loss, number)) }
    }
    let destination = memory.envelope(envelope).destination
    return destination < 0 ? actorCount : destination
  }

  private func component(slot: UInt32, inbox: UInt32) -> ComponentID {
    let known = actorComponents.reader.value(slot, inbox)
    if known != PairMap.missing { return known }
    let living =
      rules.steps.discardsDeadMessages
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

  private func component(history: UInt32, _ margin: Margin) -> ComponentID {
    let margin = margins.number(margin)
    let known = historyComponents.reader.value(history, margin)
    if known != PairMap.missing { return known }
    components.append(Component(isHistory: true, content: history, inbox: margin))
    let number = ComponentID(components.count - 1)
    historyComponents.insert(history, margin, number)
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
    facts.spend(slot.amnesiaCount, of: Self.amnesiaBudget)
    if slot.isCrashed {
      facts.spend(1, of: Self.crashBudget)
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
      var inbox = component.inbox
      if component.isHistory {
        state.history = component.content
        state.surroundings = margins[inbox].surroundings
        inbox = margins[inbox].strays
      } else {
        state.slots.append(component.content)
      }
      for place in inboxes.places(in: inbox) {
        state.bag.insert(inboxes.item(at: place).envelope, rules.delivery) {
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
    guard before.isHistory else {
      return self.component(
        slot: before.content, inbox: inboxes.inbox(before.inbox, after: number))
    }
    var margin = margins[before.inbox]
    margin.strays = inboxes.inbox(margin.strays, after: number)
    let history = stimuli[number].events.map { memory.history(before.content, after: $0) }
    return self.component(history: history ?? before.content, margin)
  }

  private func number(_ stimulus: Stimulus) -> UInt32 {
    let number = stimuli.number(stimulus)
    if number == inboxes.stimulusCount {
      inboxes.addStimulus(.init(envelopes: stimulus.envelopes, blocked: stimulus.blocked))
    }
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
    var others: [ComponentStimulus] = []
    for (position, stimulus) in sent {
      let number = number(stimulus)
      if position == actor {
        result.own = number
      } else {
        others.append(ComponentStimulus(position: UInt32(position), number: number))
      }
    }
    result.effect = effect(others)
    return result
  }

  /// The number of a new effect.
  private func effect(_ stimuli: [ComponentStimulus]) -> UInt32 {
    if stimuli.isEmpty { return ComponentStep.noEffect }
    effects.append(stimuli)
    return UInt32(effects.count - 1)
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

  /// Visits the steps of a component in order: deliveries, losses, what else may happen to the actor;
  /// partitions are steps of the history's component.
  private func visitSteps(of number: ComponentID, _ visit: Visitor) {
    let component = components[Int(number)]
    guard !component.isHistory else { return visitPartitions(component, visit) }
    if !memory.slot(component.content).isCrashed {
      visitDeliveries(component, visit)
      if rules.steps.network.isLossy { visitLosses(component, visit) }
    }
    for local in localSteps(of: component.content) {
      var step = step(local.change, component.inbox, local.kind)
      switch local.key.sort {
      case .crash: step.budget = Self.crashBudget
      case .amnesia: step.budget = Self.amnesiaBudget
      default: break
      }
      visit(local.key, step)
    }
  }

  /// The places of the budgets that all actors share.
  private static var crashBudget: Int { 0 }
  private static var amnesiaBudget: Int { 1 }

  private func visitDeliveries(_ component: Component, _ visit: Visitor) {
    for place in inboxes.places(in: component.inbox) {
      let item = inboxes.item(at: place)
      guard item.isDeliverable else { continue }
      let change = delivery(of: item.envelope, to: component.content)
      let isIdle = change.slot == component.content && change.isSilent
      if isIdle && rules.steps.isNoStepIfIdle(.delivery) { continue }
      let rest =
        rules.steps.consumption(of: .delivery) == .nothing
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
    let inbox = change.losesIncoming ? inboxes.inbox(emptied: inbox) : inbox
    var target = component(slot: change.slot, inbox: inbox)
    if let own = change.own { target = reaction(of: target, to: own) }
    return ComponentStep(target: target, effect: change.effect, kind: kind)
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
    var steps: [LocalStep] = []
    for action in memory.actions(ofSlot: slot) {
      let change = change(of: slot, by: .action(action.number))
      let isIdle = change.slot == slot && change.isSilent
      if isIdle && rules.steps.isNoStepIfIdle(action.sort) { continue }
      let key = ActionKey(action.sort, action.number)
      steps.append(LocalStep(key: key, change: change, kind: kind(key)))
    }
    return steps
  }

  private func visitPartitions(_ component: Component, _ visit: Visitor) {
    guard rules.steps.partitions.limit > 0 else { return }
    let margin = margins[component.inbox]
    for step in partitionSteps(in: margin.surroundings) {
      let target = self.component(
        history: component.content, Margin(strays: margin.strays, surroundings: step.after))
      visit(step.key, ComponentStep(target: target, effect: step.effect, kind: kind(step.key)))
    }
  }

  private func partitionSteps(in surroundings: Surroundings) -> [PartitionStep] {
    if let known = partitionSteps[surroundings] { return known }
    let steps = values.partitions(in: surroundings).map { action, after in
      let stimuli = (0..<actorCount).compactMap { actor -> ComponentStimulus? in
        let blocked = after.sources(blockedAt: actor)
        if blocked == surroundings.sources(blockedAt: actor) { return nil }
        return ComponentStimulus(
          position: UInt32(actor), number: number(Stimulus(blocked: blocked)))
      }
      return PartitionStep(
        key: ActionKey(.partition, action), after: after, effect: effect(stimuli))
    }
    partitionSteps[surroundings] = steps
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
