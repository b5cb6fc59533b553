import PaxcheckModel
import PaxcheckStateSpace

/// A random behaviour of an actor system in numbers: a handler runs only where a slot and an event meet
/// that have not met before.
///
/// Unlike the components of a state space, the network keeps the order in which `Network` lists its
/// envelopes, so that steps are offered in the order of `ActorSystem.actions(in:)`.
///
/// One thread at a time uses a stepper, so the run-time checks of exclusive access are off.
final class ActorStepper: Stepper {
  let rules: SystemRules
  let values: any SystemValues
  private(set) var initialStateCount = 0
  @exclusivity(unchecked) var cache: StepCache
  /// The current state.
  @exclusivity(unchecked) var vector = SystemVector()
  @exclusivity(unchecked) private var enabled: [EnabledStep] = []
  /// The partitions among the actions offered.
  @exclusivity(unchecked) private var partitions: [(action: UInt32, after: PartitionState)] = []
  private var initial = SystemVector()
  private let joint: JointConditions
  private let origins: JointConditions
  /// The last step taken, if a property is about steps.
  @exclusivity(unchecked) private var lastStep: LastStep?
  /// The step whose consequences are on their way.
  @exclusivity(unchecked) private var taken: SlotCause?
  @exclusivity(unchecked) private var visited: Set<SystemVector> = []
  /// How many things to remember at most.
  private let capacity: Int

  /// An action that may be tried, and the place of its envelope in the network, of its actor, or among the
  /// partitions.
  private struct EnabledStep {
    let key: ActionKey
    let place: Int
    /// The budgets that all actors share and the step draws on.
    var drawn: BudgetSet = []
  }

  /// A step that was taken: the slot that it changed, and the state before it if a property needs that.
  private struct LastStep {
    let key: ActionKey
    let change: (from: UInt32, to: UInt32)?
    let before: SystemVector?
  }

  init(_ rules: SystemRules, _ values: any SystemValues, capacity: Int) {
    self.rules = rules
    self.values = values
    self.capacity = capacity
    cache = StepCache(values, hasScenario: rules.hasScenario)
    joint = JointConditions(values.jointScopes, workers: 1) {
      values.satisfied(among: $0, ofScope: $1, $2)
    }
    let firstOrigin = values.jointScopes.count
    origins = JointConditions(values.originScopes, workers: 1) {
      values.satisfied(among: $0, ofScope: firstOrigin + $1, $2)
    }
    let beginning = values.beginning()
    vector = beginning.vector
    for (place, start) in beginning.starts.enumerated() { apply(start, to: place) }
    if !beginning.starts.isEmpty { discardDeadEnvelopes() }
    initial = vector
    initialStateCount = values.isWithinBoundary(initial) ? 1 : 0
  }

  func start(_ index: Int) {
    vector = initial
    lastStep = nil
    visited.removeAll(keepingCapacity: true)
  }

  func listSteps() -> Int {
    enabled.removeAll(keepingCapacity: true)
    var spending = Spending()
    for slot in vector.slots {
      let facts = cache.slot(slot)
      if facts.isCrashed { spending.crashed += 1 }
      spending.amnesia += facts.amnesiaCount
    }
    visitDeliverable {
      enabled.append(EnabledStep(key: ActionKey(.delivery, $0.envelope), place: $1))
    }
    spending.exhausted = rules.steps.budgets.exhausted(vector.spent)
    if rules.steps.network.isLossy {
      for step in enabled {
        let drawn = cache.envelope(step.key.number).drawnByLoss
        guard rules.steps.permits(.loss, drawing: drawn, after: spending) else { continue }
        enabled.append(
          EnabledStep(key: ActionKey(.loss, step.key.number), place: step.place, drawn: drawn))
      }
    }
    for place in vector.slots.indices {
      for action in cache.actions(ofSlot: vector.slots[place])
      where rules.steps.permits(action.sort, drawing: action.drawn, after: spending) {
        let key = ActionKey(action.sort, action.number)
        enabled.append(EnabledStep(key: key, place: place, drawn: action.drawn))
      }
    }
    if rules.steps.partitions.limit > 0 {
      partitions = values.partitions(in: vector.partitionState)
      for (place, partition) in partitions.enumerated() {
        enabled.append(EnabledStep(key: ActionKey(.partition, partition.action), place: place))
      }
    }
    return enabled.count
  }

  func take(_ place: Int) -> StepAttempt {
    let step = enabled[place]
    let sort = step.key.sort
    guard !isIdle(step) else { return .noStep }
    guard cache.isWithinScenario(step.key) else { return .outside }
    let before = rules.hasStateBoundary || rules.hasWholeSteps ? vector : nil
    var slots: (from: UInt32, to: UInt32)?
    if sort == .partition {
      apply(partitions[step.place].after)
    } else if sort == .loss {
      vector.bag.take(rules.steps.consumption(of: .loss), at: step.place)
    } else {
      let position = actor(step)
      let change = change(step)
      if cache.slot(change.slot).isOutside { return .outside }
      if sort == .delivery {
        vector.bag.take(rules.steps.consumption(of: .delivery), at: step.place)
      }
      taken = sort == .delivery ? .delivery(step.key.number) : .action(step.key.number)
      slots = (vector.slots[position], change.slot)
      apply(change, to: position)
      taken = nil
    }
    if !step.drawn.isEmpty { vector.spent.add(step.drawn) }
    if rules.steps.discardsDeadMessages { discardDeadEnvelopes() }
    if rules.hasStateBoundary, let before, !values.isWithinBoundary(vector) {
      vector = before
      return .outside
    }
    if rules.decidedBySteps != 0 || rules.hasWholeSteps {
      lastStep = LastStep(key: step.key, change: slots, before: before)
    }
    return .taken
  }

  var warning: String? {
    let envelopes = vector.bag.entries.map(\.envelope)
    for envelope in envelopes { _ = cache.envelope(envelope) }
    return cache.warning(about: envelopes)
  }

  func isStep(_ place: Int) -> Bool { !isIdle(enabled[place]) }

  func key(_ place: Int) -> Int { enabled[place].key.bits }

  func strand(_ place: Int) -> Int {
    let step = enabled[place]
    switch step.key.sort {
    case .delivery: return cache.envelope(step.key.number).channel << 2
    case .loss: return cache.envelope(step.key.number).channel << 2 | 1
    case .timeout, .choice: return step.place << 2 | 2
    case .crash, .recovery, .amnesia: return step.place << 2 | 3
    case .partition: return vector.slots.count << 2 | 3
    }
  }

  func kind(_ place: Int) -> Int { cache.kind(enabled[place].key) }

  var kindNames: [String] { cache.kindNames }

  var attempt: (step: String?, name: String?) { (taken.map { values.text(of: $0) }, nil) }

  func role(_ place: Int) -> StepRole {
    let step = enabled[place]
    switch step.key.sort {
    case .delivery:
      return rules.steps.consumption(of: .delivery) == .nothing ? .repeatable : .ordinary
    case .loss: return .fault(.loss)
    case .crash: return .fault(.crash)
    case .amnesia: return .fault(.amnesia)
    case .partition: return vector.partitionState.cut == nil ? .fault(.partition) : .recovery
    case .choice: return .ordinary
    case .recovery: return .recovery
    case .timeout:
      let actions = cache.actions(ofSlot: vector.slots[step.place])
      let timeout = actions.first { $0.sort == .timeout && $0.number == step.key.number }
      return timeout?.duration.map(StepRole.timed) ?? .ordinary
    }
  }

  func isRevisited() -> Bool {
    var canonical = vector
    if rules.delivery != .ordered { canonical.bag.sort { $0 } }
    return !visited.insert(canonical).inserted
  }

  var failure: ModelError? { values.failure }

  var isFull: Bool {
    cache.count + joint.count + origins.count > capacity && visited.isEmpty
  }

  func compact(keeping keys: [Int]) -> [Int] {
    let keys = keys.map { ActionKey(bits: $0) }
    var kept = KeptValues(vectors: [initial, vector], envelopes: [], actions: [])
    for key in keys {
      if key.sort.isOfNetwork {
        kept.envelopes.append(key.number)
      } else {
        kept.actions.append(key.number)
      }
    }
    kept = values.compact(keeping: kept)
    (initial, vector) = (kept.vectors[0], kept.vectors[1])
    cache = StepCache(
      values, hasScenario: rules.hasScenario, kindNames: cache.kindNames)
    joint.removeAll()
    origins.removeAll()
    var (envelopes, actions) = (kept.envelopes[...], kept.actions[...])
    return keys.map { key in
      let number = key.sort.isOfNetwork ? envelopes.popFirst() : actions.popFirst()
      return ActionKey(key.sort, number ?? 0).bits
    }
  }
}

// MARK: - Steps

extension ActorStepper {
  /// The place of the slot that a step concerns.
  private func actor(_ step: EnabledStep) -> Int {
    step.key.sort.isOfNetwork ? cache.envelope(step.key.number).destination : step.place
  }

  /// What a step that is no loss does.
  private func change(_ step: EnabledStep) -> SlotChange {
    let number = step.key.number
    return cache.change(
      of: vector.slots[actor(step)],
      by: step.key.sort == .delivery ? .delivery(number) : .action(number))
  }

  /// Whether a step would change nothing, and is therefore none.
  private func isIdle(_ step: EnabledStep) -> Bool {
    guard rules.steps.isNoStepIfIdle(step.key.sort) else { return false }
    let change = change(step)
    return change.isSilent && change.slot == vector.slots[actor(step)]
  }

  private func apply(_ change: SlotChange, to position: Int) {
    vector.slots[position] = change.slot
    if change.losesIncoming {
      vector.bag.removeAll { cache.envelope($0).destination == position }
    }
    for envelope in change.sent where !(rules.steps.losesCrossing && isBlocked(envelope)) {
      vector.bag.insert(envelope, rules.delivery) { cache.envelope($0).channel }
    }
    if let events = change.events {
      vector.history = cache.history(vector.history, after: events)
    }
  }

  private func apply(_ partitionState: PartitionState) {
    vector.partitionState = partitionState
    if rules.steps.losesCrossing { vector.bag.removeAll(where: isBlocked) }
  }

  /// Whether a partition stops an envelope.
  private func isBlocked(_ envelope: UInt32) -> Bool {
    if vector.partitionState.cut == nil { return false }
    let facts = cache.envelope(envelope)
    return facts.destination >= 0
      && vector.partitionState.blocks(from: facts.source, to: ActorID(facts.destination))
  }

  private func discardDeadEnvelopes() {
    guard rules.steps.discardsDeadMessages else { return }
    vector.bag.removeAll { envelope in
      let destination = cache.envelope(envelope).destination
      return destination >= 0 && cache.isDead(envelope, for: vector.slots[destination])
    }
  }

  /// Visits the entries that may be delivered, with their places.
  private func visitDeliverable(_ visit: (EnvelopeBag<UInt32>.Entry, Int) -> Void) {
    for place in vector.bag.entries.indices {
      let entry = vector.bag.entries[place]
      let envelope = cache.envelope(entry.envelope)
      let isNext = vector.bag.isNext(at: place, rules.delivery) { cache.envelope($0).channel }
      guard isNext, envelope.destination >= 0,
        !cache.slot(vector.slots[envelope.destination]).isCrashed, !isBlocked(entry.envelope)
      else { continue }
      visit(entry, place)
    }
  }
}

// MARK: - Properties

extension ActorStepper {
  func brokenByStep(among properties: UInt64) -> UInt64 {
    guard let lastStep else { return 0 }
    var broken: UInt64 = 0
    if properties & rules.decidedBySteps != 0, let change = lastStep.change {
      broken = properties & cache.broken(byStepFrom: change.from, to: change.to)
    }
    let whole = properties & ~rules.decidedBySteps
    if whole != 0, let before = lastStep.before {
      broken |= values.broken(among: whole, by: lastStep.key, from: before, to: vector)
    }
    return broken
  }

  func originating(among properties: UInt64) -> UInt64 {
    let several = properties & origins.properties
    var originating: UInt64 = 0
    if several != 0 {
      originating = origins.satisfied(among: several) { cache.slot(vector.slots[$0]).view }
    }
    let rest = properties & ~several
    return rest == 0 ? originating : originating | values.originating(among: rest, vector)
  }

  func satisfied(among properties: UInt64) -> UInt64 {
    var bits = cache.violations(ofHistory: vector.history)
    for slot in vector.slots { bits |= cache.slot(slot).bits }
    if properties & rules.decided & ~rules.universal != 0 {
      visitDeliverable { entry, _ in bits |= cache.envelope(entry.envelope).bits }
    }
    var satisfied = (bits ^ rules.universal) & properties & rules.decided
    let several = properties & joint.properties
    if several != 0 {
      satisfied |= joint.satisfied(among: several) { cache.slot(vector.slots[$0]).view }
    }
    let rest = properties & ~rules.decided & ~several
    return rest == 0 ? satisfied : satisfied | values.satisfied(among: rest, vector)
  }
}
