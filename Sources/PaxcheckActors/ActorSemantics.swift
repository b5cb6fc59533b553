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
  let actorCount: Int
  /// Tells which messages are inert; `nil` if all are kept.
  let inertness: Inertness?
  @exclusivity(unchecked) var cache: StepCache
  @exclusivity(unchecked) var inboxes: Inboxes
  @exclusivity(unchecked) var inputs = Interner<Input>()
  @exclusivity(unchecked) private(set) var components: [Component] = []
  /// What steps do to other components.
  @exclusivity(unchecked) var outputs: [[ComponentInput]] = [[]]
  @exclusivity(unchecked) var changes: [Change] = []
  /// The steps of each slot that do not concern the network, once they were asked for.
  @exclusivity(unchecked) var localSteps: [[LocalStep]?] = []
  @exclusivity(unchecked) var margins = Interner<Margin>()
  /// The partitions that may begin, or the end of the one that there is.
  @exclusivity(unchecked) var partitionSteps: [PartitionState: [PartitionStep]] = [:]
  /// The outputs of losses that draw on budgets.
  @exclusivity(unchecked) var lossOutputs: [BudgetSet: UInt32] = [:]

  /// The actions of the steps of each component, where properties about whole steps ask for them.
  @exclusivity(unchecked) var stepKeys: [ComponentID: [ActionKey]] = [:]

  // What has been asked before, by pairs of numbers.
  @exclusivity(unchecked) var deliveries = PairMap()
  @exclusivity(unchecked) var actorComponents = PairMap()
  @exclusivity(unchecked) var historyComponents = PairMap()

  init(
    _ rules: SystemRules, _ values: any SystemValues, actorCount: Int,
    _ inertness: Inertness? = nil
  ) {
    self.rules = rules
    self.values = values
    self.actorCount = actorCount
    self.inertness = inertness
    cache = StepCache(values, hasScenario: rules.hasScenario)
    inboxes = Inboxes(rules.steps)
  }

  var width: Int { actorCount + 1 }
  var budgets: [Int] { [rules.steps.maxCrashes, rules.steps.maxAmnesia] }
  var failure: ModelError? { values.failure }
  var warnings: [String] { cache.warning.map { [$0] } ?? [] }
  var componentCount: Int { components.count }
  var kindNames: [String] { Array(cache.kindNames.prefix(Self.lastKind + 1)) }

  var byteCount: Int {
    let numbers =
      values.byteCount + cache.byteCount + inboxes.byteCount + inputs.byteCount
      + margins.byteCount
      + changes.capacity * MemoryLayout<Change>.stride + 64 * outputs.count
      + 64 * stepKeys.count + (inertness?.byteCount ?? 0)
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
  struct Margin: Hashable {
    /// The inbox of the envelopes to nobody.
    var strays: UInt32
    var partitionState: PartitionState
    /// What was spent of the budgets that all actors share.
    var spent: Spent
  }

  /// What changes a component from outside: envelopes for an inbox, the actors whose messages are stopped,
  /// what a handler recorded, or the budgets that a step draws on.
  struct Input: Hashable {
    var envelopes: [UInt32] = []
    var blocked: UInt64?
    var events: UInt32?
    var drawn: BudgetSet = []
  }

  /// What a handler did, to components.
  struct Change {
    var slot: UInt32
    /// The input of the actor's own inbox, if it sent envelopes to itself.
    var own: UInt32?
    /// What it sent to others and recorded, by number.
    var output: UInt32 = ComponentStep.noOutput
    /// Whether the actor's inbox is emptied first.
    var losesIncoming = false

    var isSilent: Bool { own == nil && output == ComponentStep.noOutput && !losesIncoming }
  }

  /// A step of a slot that does not concern the network.
  struct LocalStep {
    let key: ActionKey
    let change: Change
    let kind: Int
    /// The groups that the step belongs to, one for each budget that all actors share.
    let groups: UInt8
  }

  /// The beginning or the end of a partition.
  struct PartitionStep {
    let key: ActionKey
    let after: PartitionState
    let output: UInt32
  }

  /// The number that all further kinds of steps share.
  static var lastKind: Int { 999 }
}

// MARK: - Components

extension ActorSemantics {
  func initialVectors() -> [[ComponentID]] {
    let beginning = values.beginning()
    let partitionState = beginning.vector.partitionState
    var mail = (0..<actorCount).map {
      inboxes.empty(blocked: partitionState.sources(blockedAt: $0))
    }
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
        Margin(
          strays: mail[actorCount], partitionState: partitionState,
          spent: beginning.vector.spent)))
    for (position, start) in beginning.starts.enumerated() {
      let change = change(start, ofActorAt: position)
      if change.losesIncoming {
        vector[position] = component(
          slot: change.slot, inbox: inboxes.inbox(emptied: mail[position]))
      }
      if let own = change.own { vector[position] = transition(of: vector[position], on: own) }
      for input in outputs[Int(change.output)] {
        let position = Int(input.position)
        vector[position] = transition(of: vector[position], on: input.number)
      }
    }
    return [vector]
  }

  /// The place of the component in whose inbox an envelope lies.
  func place(of envelope: UInt32) -> Int {
    while inboxes.envelopeCount <= envelope {
      let number = UInt32(inboxes.envelopeCount)
      let facts = cache.envelope(number)
      inboxes.addEnvelope(channel: facts.channel, bits: facts.bits)
      // Kinds are known even if no step is ever of that kind.
      _ = cache.kind(ActionKey(.delivery, number))
      if rules.hasLosses { _ = cache.kind(ActionKey(.loss, number)) }
    }
    let destination = cache.envelope(envelope).destination
    return destination < 0 ? actorCount : destination
  }

  func component(slot: UInt32, inbox: UInt32) -> ComponentID {
    let known = actorComponents.reader.value(slot, inbox)
    if known != PairMap.missing { return known }
    let living =
      rules.steps.discardsDeadMessages || inertness != nil
      ? inboxes.inbox(inbox, without: { isGone($0, for: slot) }) : inbox
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

  /// Whether an envelope is taken off the network because of its receiver.
  private func isGone(_ envelope: UInt32, for slot: UInt32) -> Bool {
    if rules.steps.discardsDeadMessages && cache.isDead(envelope, for: slot) { return true }
    guard let inertness else { return false }
    return cache.envelope(envelope).bits == 0 && inertness.isInert(envelope, for: slot)
  }

  func component(history: UInt32, _ margin: Margin) -> ComponentID {
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
      facts.conditionBits = cache.violations(ofHistory: component.content)
      let budgets = rules.steps.budgets
      facts.bars = budgets.groups(budgets.exhausted(margins[component.inbox].spent))
      return facts
    }
    let slot = cache.slot(component.content)
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
        state.partitionState = margins[inbox].partitionState
        state.spent = margins[inbox].spent
        inbox = margins[inbox].strays
      } else {
        state.slots.append(component.content)
      }
      for place in inboxes.places(in: inbox) {
        state.bag.insert(inboxes.item(at: place).envelope, rules.delivery) {
          cache.knownEnvelope($0).channel
        }
      }
    }
    return state
  }
}

// MARK: - Properties

extension ActorSemantics {
  var componentProperties: [Int] { (0..<64).filter { rules.decided >> UInt64($0) & 1 == 1 } }
  var universalProperties: UInt64 { rules.universal }
  var hasStateBoundary: Bool { rules.hasStateBoundary }

  var jointScopes: [JointScope] { values.jointScopes }
  var originScopes: [JointScope] { values.originScopes }

  func name(ofProperty property: Int) -> String { values.name(ofProperty: property) }

  func satisfied(
    among properties: UInt64, ofScope scope: Int, _ views: UnsafePointer<UInt32>
  ) -> UInt64 {
    values.satisfied(among: properties, ofScope: scope, views)
  }

  func satisfied(among properties: UInt64, _ vector: UnsafePointer<ComponentID>) -> UInt64 {
    values.satisfied(among: properties, state(vector))
  }

  func originating(among properties: UInt64, _ vector: UnsafePointer<ComponentID>) -> UInt64 {
    values.originating(among: properties, state(vector))
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
