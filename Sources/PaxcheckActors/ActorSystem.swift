public import PaxcheckModel

/// Actors, a network between them, and the faults that may strike: a model whose steps are
/// deliveries, losses, timeouts, choices, crashes, recoveries, amnesia, partitions and their healing.
///
/// The rules, which published state counts depend on:
/// - A delivery runs one handler atomically. On an unordered network a delivery that changes nothing
///   is no step, and its envelope stays; on an ordered one it removes the head of its queue.
/// - Any timer that is set may fire. A timeout that changes nothing and sets its timer again is no
///   step.
/// - Envelopes to crashed or unknown actors stay where they are; they are neither delivered nor
///   dropped.
/// - Where `discardsDeadMessages` is set, an envelope is gone as soon as its receiver, not being
///   crashed, `ignoresForever` its message: when the envelope is sent, or the receiver changes.
/// - A crash loses the actor's value, timers and offers, and keeps its storage, perhaps without
///   writes that were not synced: any number of the last ones, or what `unsyncedWrites` says. Each loss is a
///   step of its own. A synced write to a cell, or a sync of it, makes the last write to it survive, and what was
///   written to it before is not seen again; the writes to other cells stay in their order. Storage that is a
///   single value has one write that was not synced, the last. A recovery runs
///   `DeterministicActor.recover(from:_:)`.
/// - An actor that fails is gone as after a crash, and counts among those that are crashed, but it
///   never recovers.
/// - Amnesia strikes an actor that is not crashed. It loses its value, timers, offers and storage, and runs
///   `DeterministicActor.recover(from:_:)` without storage in the same step.
/// - A partition lasts until it heals, one at a time. What would cross its cut is neither delivered nor
///   dropped; it waits, or is gone where `Partitions.Crossing.lost` is chosen: when the partition begins,
///   or when it is sent during the partition.
/// - A state holds how often amnesia has struck each actor, and how many partitions there were.
/// - A step that a `Budget` is about draws on it: each actor on its own, or all on one. Of what nothing is
///   left, no step happens. A state holds what each actor has spent, and what all have; no crash, no failure
///   and no amnesia gives it back. A timeout that is no step draws on nothing.
/// - The number of unique numbers that an actor was given is part of the state as well, and outlives all of
///   its losses.
public struct ActorSystem<Message: Hashable & Sendable, History: HistoryVariable>: Model {
  public typealias State = SystemState<Message, History>
  public typealias Action = ActorAction<Message>

  /// What the network may do.
  public var network: NetworkKind
  /// How many actors may be crashed at the same time.
  public var maxCrashes: Int
  /// What a crash keeps of the writes to storage that were not synced.
  public var unsyncedWrites = UnsyncedWrites.anyPrefix
  /// How often amnesia may strike, all actors together.
  public var maxAmnesia = 0
  /// The partitions that may strike.
  public var partitions = Partitions.none
  /// How often steps of some kinds may happen.
  public var budgets: [Budget] {
    get { budgetRules.budgets }
    set {
      budgetRules = BudgetRules(newValue)
      countBudgets()
    }
  }
  // A stored property with an observer would not see what a system's own initializer sets.
  private(set) var budgetRules = BudgetRules([])
  /// Whether envelopes are taken off the network once their receivers will ignore them for ever.
  ///
  /// Sound for everything but conditions on the network itself, if the answers of
  /// `DeterministicActor.ignoresForever(_:from:)` are stable.
  public var discardsDeadMessages = false
  /// Whether searches hold these answers against what actors do, as far as their `Scrutiny` goes.
  ///
  /// For actors that give up a message because of what others will do, not because of what they do
  /// themselves, set it to `false`.
  public var verifiesDeadMessages = true
  /// The history before the first step.
  public var history: History
  public var properties: [Property<Self>] = []
  /// What is assumed of behaviours that go on for ever; nothing unless it is set.
  public var fairness: [FairnessRule<Self>] = []
  /// The part of the space to look at; everything unless set.
  public var boundary: Boundary<Message, History>?
  /// The state in which behaviours begin; `nil` for that in which all actors start.
  ///
  /// It must be a state of this system.
  public var start: State?
  /// Parts of the behaviours that a search may be limited to.
  public var scenarios: [Scenario<Self>] = []
  /// The scenario that searches are limited to.
  public var scenario: Scenario<Self>?
  package private(set) var slots: [any Slot<Message, History.Event>] = []

  /// A system without actors.
  public init(
    network: NetworkKind = .unorderedNonduplicating, maxCrashes: Int = 0, history: History
  ) {
    Mistake.unless(maxCrashes >= 0, "maxCrashes is a count, not \(maxCrashes)")
    self.network = network
    self.maxCrashes = maxCrashes
    self.history = history
  }

  /// Adds an actor that records events of the system's history.
  ///
  /// - Parameters:
  ///   - actor: The actor before its first step.
  ///   - mayCrash: Whether the actor is among those that crashes, amnesia and partitions strike.
  /// - Returns: The address of the actor.
  @inlinable
  @discardableResult
  public mutating func add<A: DeterministicActor>(_ actor: A, mayCrash: Bool = true) -> ActorID
  where A.Message == Message, A.Event == History.Event {
    append(actor, mayCrash: mayCrash)
  }

  /// Adds an actor that records nothing.
  ///
  /// - Parameters:
  ///   - actor: The actor before its first step.
  ///   - mayCrash: Whether the actor is among those that crashes, amnesia and partitions strike.
  /// - Returns: The address of the actor.
  @inlinable
  @_disfavoredOverload
  @discardableResult
  public mutating func add<A: DeterministicActor>(_ actor: A, mayCrash: Bool = true) -> ActorID
  where A.Message == Message, A.Event == Never {
    append(actor, mayCrash: mayCrash)
  }

  @inlinable
  mutating func append<A: DeterministicActor>(_ actor: A, mayCrash: Bool) -> ActorID
  where A.Message == Message {
    let id = ActorID(actorCount)
    append(
      ActorSlot(
        ActorOrigin<A, History.Event>(id: id, initial: actor, mayCrash: mayCrash)))
    return id
  }

  @usableFromInline
  mutating func append(_ slot: any Slot<Message, History.Event>) {
    slots.append(slot)
    let roster = Roster(types: slots.map { ObjectIdentifier($0.actorType) })
    replaceSlots { $0.knowing(roster) }
    countBudgets()
  }

  /// Has the actors count what they spend of the budgets.
  private mutating func countBudgets() {
    let budgets = budgets
    replaceSlots { $0.with(budgets) }
  }

  /// Puts another slot in the place of each.
  mutating func replaceSlots(
    _ replacement: (any Slot<Message, History.Event>) -> any Slot<Message, History.Event>
  ) {
    slots = slots.map(replacement)
  }

  /// The number of actors added so far, and the address of the next one.
  public var actorCount: Int { slots.count }
}

extension ActorSystem where History == NoHistory {
  /// A system without actors that keeps no history.
  public init(network: NetworkKind = .unorderedNonduplicating, maxCrashes: Int = 0) {
    self.init(network: network, maxCrashes: maxCrashes, history: NoHistory())
  }
}

extension ActorSystem {
  public var initialStates: [State] {
    if let start { return [start] }
    var state = State(slots: slots, network: Network(network.delivery), history: history)
    state.spent = Spent(of: budgets)
    for index in slots.indices { apply(slots[index].after(.start), of: ActorID(index), to: &state) }
    discardDeadMessages(in: &state)
    return [state]
  }

  public func actions(in state: State) -> [Action] {
    let deliverable = state.deliverable
    var actions: [Action] = deliverable.map { .deliver($0) }
    let rules = stepRules
    let spending = state.spending(by: rules)
    func permitted(_ actions: [Action]) -> [Action] {
      actions.filter { action in
        let drawn = spending.exhausted.isEmpty ? [] : rules.budgets.drawn(by: action)
        return rules.permits(action.sort, drawing: drawn, after: spending)
      }
    }
    if network.isLossy { actions += permitted(deliverable.map { .drop($0) }) }
    for slot in state.slots { actions += permitted(localActions(of: slot)) }
    return actions + partitionActions(in: state.partitionState)
  }

  public func isEnabled(_ action: Action, in state: State) -> Bool {
    switch action {
    case .deliver(let envelope): state.mayArrive(envelope)
    case .drop(let envelope):
      network.isLossy && state.mayArrive(envelope) && isPermitted(action, in: state)
    case .timeout(let id, _), .choose(let id, _), .crash(let id, _), .recover(let id),
      .amnesia(let id):
      isPermitted(action, in: state)
        && (state[id].map { localActions(of: $0).contains(action) } ?? false)
    case .partition, .heal: partitionActions(in: state.partitionState).contains(action)
    }
  }

  private func isPermitted(_ action: Action, in state: State) -> Bool {
    let rules = stepRules
    return rules.permits(
      action.sort, drawing: rules.budgets.drawn(by: action), after: state.spending(by: rules))
  }

  /// What may happen to an actor apart from deliveries and losses, in order, as long as what all actors
  /// share permits it.
  func localActions(of slot: any Slot<Message, History.Event>) -> [Action] {
    let id = slot.id
    var actions: [Action] = slot.localEvents.map { event in
      switch event {
      case .timeout(let timer): .timeout(id, timer)
      case .choice(let choice): .choose(id, choice)
      }
    }
    if slot.mayRecover { actions.append(.recover(id)) }
    if slot.mayCrash && !slot.isCrashed { actions += faults(of: slot) }
    let exhausted = budgetRules.exhausted(slot.lifetime.spent, by: slot.id)
    if exhausted.isEmpty { return actions }
    return actions.filter { budgetRules.drawn(by: $0).isDisjoint(with: exhausted) }
  }

  /// The crashes of an actor that is there, by what they lose.
  package func crashes(of slot: any Slot<Message, History.Event>) -> [Action] {
    slot.losses(unsyncedWrites).map { .crash(slot.id, losing: $0) }
  }

  private func faults(of slot: any Slot<Message, History.Event>) -> [Action] {
    var faults: [Action] = []
    if maxCrashes > 0 { faults += crashes(of: slot) }
    if maxAmnesia > 0 { faults.append(.amnesia(slot.id)) }
    return faults
  }

  /// The partitions that may begin, or the end of the one that there is.
  func partitionActions(in partitionState: PartitionState) -> [Action] {
    if partitionState.cut != nil { return [.heal] }
    guard stepRules.permitsPartition(in: partitionState) else { return [] }
    let actors = slots.filter(\.mayCrash).map(\.id)
    return Cut.all(of: actors, partitions.shape).map { .partition($0) }
  }

  public func successor(of state: State, after action: Action) -> State? {
    let rules = stepRules
    var next = state
    switch action {
    case .deliver(let envelope), .drop(let envelope):
      next.network.take(rules.consumption(of: action.sort), of: envelope)
    case .partition(let cut):
      next.partitionState = state.partitionState.after(action)
      if rules.losesCrossing {
        next.network.removeAll { cut.blocks(from: $0.source, to: $0.destination) }
      }
    case .heal: next.partitionState = state.partitionState.after(action)
    case .timeout, .choose, .crash, .recover, .amnesia: break
    }
    if let (id, event) = action.handled {
      let slot = state.slots[id.index]
      let step = rules.step(of: slot, after: event, action)
      if rules.isNoStep(step, of: slot, action.sort) { return nil }
      apply(step, of: id, to: &next)
    }
    next.spent.add(rules.budgets.drawn(by: action).intersection(rules.budgets.shared))
    discardDeadMessages(in: &next)
    return next
  }

  public func isWithinBoundary(_ state: State) -> Bool { boundary?.contains(state) ?? true }

  public func isWithinBoundary(_ action: Action, in state: State) -> Bool {
    isWithinScenario(action, in: state)
  }

  public func isWithinScenario(_ action: Action, in state: State) -> Bool {
    scenario?.contains(state, action) ?? true
  }

  public func kind(of action: Action) -> String { action.kind }

  private func apply(
    _ step: SlotStep<Message, History.Event>, of id: ActorID, to state: inout State
  ) {
    state.slots[id.index] = step.slot
    if step.losesIncoming { state.network.removeAll { $0.destination == id } }
    let losesCrossing = stepRules.losesCrossing
    for envelope in step.envelopes {
      let isLost =
        losesCrossing
        && state.partitionState.blocks(from: envelope.source, to: envelope.destination)
      if !isLost { state.network.insert(envelope) }
    }
    for event in step.events { state.history.record(event, by: id) }
  }

  private func discardDeadMessages(in state: inout State) {
    guard discardsDeadMessages else { return }
    let slots = state.slots
    state.network.removeAll { envelope in
      slots.indices.contains(envelope.destination.index)
        && slots[envelope.destination.index].ignoresForever(envelope.message, from: envelope.source)
    }
  }
}
