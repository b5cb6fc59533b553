import PaxcheckModel
import PaxcheckStateSpace

/// Numbers for the values of an actor system of certain types.
final class ActorValues<Message: Hashable & Sendable, History: HistoryVariable>: SystemValues {
  typealias System = ActorSystem<Message, History>
  typealias Event = History.Event

  /// What one handler recorded.
  struct Record: Hashable {
    let actor: ActorID
    let events: [Event]
  }

  private let system: System
  private let rules: StepRules
  private let properties: [Property<System>]
  private let conditions: ScopedConditions<Message, History>
  @exclusivity(unchecked) private(set) var slots = Interner<SlotKey<Message, Event>>()
  @exclusivity(unchecked) private(set) var envelopes = Interner<Envelope<Message>>()
  /// The slots as conditions on several actors see them.
  @exclusivity(unchecked) private var views = Interner<SlotKey<Message, Event>>()
  @exclusivity(unchecked) private(set) var histories = Interner<History>()
  @exclusivity(unchecked) private(set) var records = Interner<Record>()
  /// Timeouts, choices, crashes and recoveries.
  @exclusivity(unchecked) private(set) var actions = Interner<System.Action>()
  @exclusivity(unchecked) private(set) var handlers: HandlerRunner<Message, Event>
  @exclusivity(unchecked) var promises: PromiseLedger
  /// Where digests of what handlers do go, and how many values are there already.
  let answers: AnswerLog?
  @exclusivity(unchecked) var loggedValues = LoggedValues()
  /// The first promise that an actor was found not to keep.
  var unkeptPromise: UnkeptPromise?

  init(
    _ system: System, judging properties: [Property<System>],
    _ conditions: ScopedConditions<Message, History>, scrutiny: Scrutiny = .none,
    answers: AnswerLog? = nil
  ) {
    self.system = system
    rules = system.stepRules
    self.properties = properties
    self.conditions = conditions
    handlers = HandlerRunner(scrutiny.determinism)
    self.answers = answers
    promises = PromiseLedger(
      system.discardsDeadMessages && system.verifiesDeadMessages ? scrutiny.deadMessages : .none)
  }

  func beginning() -> Beginning {
    guard let state = system.start else {
      let starts = system.slots.map { change(of: $0, by: .start) }
      let history = histories.number(system.history)
      return Beginning(
        vector: SystemVector(
          slots: starts.map(\.slot), history: history, spent: Spent(of: system.budgets)),
        starts: starts)
    }
    return Beginning(
      vector: SystemVector(
        slots: state.slots.map { slots.number(SlotKey(slot: $0)) },
        bag: EnvelopeBag(
          state.network.bag.entries.map {
            .init(envelope: envelopes.number($0.envelope), count: $0.count)
          }),
        history: histories.number(state.history), partitionState: state.partitionState,
        spent: state.spent))
  }

  /// The action that a key stands for.
  func action(_ key: ActionKey) -> System.Action {
    switch key.sort {
    case .delivery: .deliver(envelopes[key.number])
    case .loss: .drop(envelopes[key.number])
    case .timeout, .choice, .crash, .recovery, .amnesia, .partition: actions[key.number]
    }
  }

  func isWithinScenario(_ key: ActionKey) -> Bool {
    Activity.named {
      "the scenario, asked for '\(self.action(key))'"
    } while: {
      system.scenario?.containsAction?(action(key)) ?? true
    }
  }

  var count: Int {
    slots.count + views.count + envelopes.count + histories.count + records.count + actions.count
  }

  var byteCount: Int {
    slots.byteCount + views.byteCount + envelopes.byteCount + histories.byteCount
      + records.byteCount
      + actions.byteCount
  }

  var figures: [String: Int] {
    [
      "actor states": slots.count, "envelopes": envelopes.count, "histories": histories.count,
      "handler calls": handlers.calls,
    ]
  }

  var failure: ModelError? { handlers.failure ?? unkeptPromise.map { .unkeptPromise($0) } }

  func facts(ofSlot number: UInt32) -> SlotFacts {
    let slot = slots[number].slot
    return SlotFacts(
      place: slot.id.index, isCrashed: slot.isCrashed, amnesiaCount: slot.lifetime.amnesiaCount,
      bits: conditions.violations(of: slot),
      isOutside: conditions.isOutside(slot),
      view: conditions.joint.isEmpty && conditions.jointOrigins.isEmpty
        ? 0 : views.number(SlotKey(slot: slot.visible)))
  }

  func actions(ofSlot number: UInt32) -> [LocalAction] {
    let slot = slots[number].slot
    return system.localActions(of: slot).map { action in
      var local = LocalAction(sort: action.sort, number: actions.number(action))
      local.drawn = rules.budgets.drawn(by: action).intersection(rules.budgets.shared)
      if case .timeout(_, let timer) = action {
        local.duration = slot.duration(of: .timeout(timer))
      }
      return local
    }
  }

  func partitions(in partitionState: PartitionState) -> [(action: UInt32, after: PartitionState)] {
    system.partitionActions(in: partitionState).map { action in
      (actions.number(action), partitionState.after(action))
    }
  }

  func facts(ofEnvelope number: UInt32) -> EnvelopeFacts {
    let envelope = envelopes[number]
    let destination = envelope.destination.index
    return EnvelopeFacts(
      destination: system.slots.indices.contains(destination) ? destination : -1,
      channel: destination << 16 | envelope.source.index,
      bits: conditions.examples(of: envelope),
      drawnByLoss: rules.network.isLossy
        ? rules.budgets.drawn(by: System.Action.drop(envelope)) : [])
  }

  func text(ofEnvelope number: UInt32) -> String { "\(envelopes[number])" }

  func bits(ofHistory history: UInt32) -> UInt64 { conditions.violations(of: histories[history]) }

  func kinds(ofEnvelope number: UInt32) -> (delivery: String, loss: String) {
    let envelope = envelopes[number]
    return (System.Action.deliver(envelope).kind, System.Action.drop(envelope).kind)
  }

  func kind(ofAction action: UInt32) -> String { actions[action].kind }

  func change(of number: UInt32, by cause: SlotCause) -> SlotChange {
    let change = change(of: slots[number].slot, by: event(cause), number, cause)
    // What is on its way is lost with such a step, promised or not.
    if !change.losesIncoming { note(cause, from: number, to: change.slot) }
    if let answers, !answers.isFull { log(change, of: number, by: cause, in: answers) }
    return change
  }

  func ignores(_ envelope: UInt32, _ number: UInt32) -> Bool {
    let slot = slots[number].slot
    if slot.isCrashed { return true }
    return Activity.named {
      "actor \(slot.id), asked by '--reduce inert' to \(self.event(.delivery(envelope))), which it may never get"
    } while: {
      rules.isNoStep(slot.after(event(.delivery(envelope))), of: slot, .delivery)
    }
  }

  func event(_ cause: SlotCause) -> SlotEvent<Message> {
    switch cause {
    case .delivery(let number):
      let envelope = envelopes[number]
      return .receive(envelope.message, from: envelope.source)
    case .action(let number):
      guard let event = actions[number].handled?.event else {
        Mistake.stop("'\(actions[number])' is no event of an actor")
      }
      return event
    }
  }

  /// The text of the step that a cause is.
  func text(of cause: SlotCause) -> String {
    switch cause {
    case .delivery(let envelope): actionText(System.Action.deliver(envelopes[envelope]))
    case .action(let action): actionText(actions[action])
    }
  }

  private func change(
    of slot: any Slot<Message, Event>, by event: SlotEvent<Message>, _ number: UInt32? = nil,
    _ cause: SlotCause? = nil
  ) -> SlotChange {
    let action: System.Action? =
      if case .action(let number) = cause { actions[number] } else { nil }
    let step = handlers.run(event, on: slot, number, cause) {
      rules.step(of: $0, after: $1, action)
    }
    var change = SlotChange(slot: slots.number(SlotKey(slot: step.slot)))
    change.losesIncoming = step.losesIncoming
    handlers.note(number, ledTo: change.slot, at: slot.id.index)
    change.sent = step.envelopes.map { envelopes.number($0) }
    if !step.events.isEmpty {
      change.events = records.number(Record(actor: slot.id, events: step.events))
    }
    return change
  }

  func history(_ history: UInt32, after events: UInt32) -> UInt32 {
    var value = histories[history]
    let record = records[events]
    Activity.named {
      "the history, to which actor \(record.actor) adds \(record.events)"
    } while: {
      for event in record.events { value.record(event, by: record.actor) }
    }
    return histories.number(value)
  }

  var jointScopes: [JointScope] {
    conditions.joint.map { JointScope(positions: $0.positions, properties: $0.properties) }
  }

  var originScopes: [JointScope] {
    conditions.jointOrigins.map {
      JointScope(positions: $0.positions, properties: $0.properties)
    }
  }

  func name(ofProperty property: Int) -> String { properties[property].name }

  func satisfied(
    among wanted: UInt64, ofScope number: Int, _ views: UnsafePointer<UInt32>
  ) -> UInt64 {
    let first = conditions.joint.count
    let scope =
      number < first ? conditions.joint[number] : conditions.jointOrigins[number - first]
    return scope.satisfied(
      among: wanted, by: scope.positions.indices.map { self.views[views[$0]].slot })
  }

  func satisfied(among wanted: UInt64, _ vector: SystemVector) -> UInt64 {
    bits(of: wanted, in: vector) { $0.condition }
  }

  func originating(among wanted: UInt64, _ vector: SystemVector) -> UInt64 {
    bits(of: wanted, in: vector) { $0.origin }
  }

  /// Those of some properties of which something is true in a state.
  private func bits(
    of wanted: UInt64, in vector: SystemVector,
    _ condition: (Property<System>) -> (@Sendable (System.State) -> Bool)?
  ) -> UInt64 {
    let state = state(vector)
    var bits: UInt64 = 0
    for index in properties.indices where wanted >> UInt64(index) & 1 == 1 {
      let property = properties[index]
      guard let condition = condition(property) else { continue }
      let isTrue = Activity.named {
        "the property '\(property.name)'"
      } while: {
        condition(state)
      }
      if isTrue { bits |= 1 << UInt64(index) }
    }
    return bits
  }

  func broken(byStepFrom slot: UInt32, to next: UInt32) -> UInt64 {
    conditions.broken(byStepFrom: slots[slot].slot, to: slots[next].slot)
  }

  func broken(
    among wanted: UInt64, by key: ActionKey, from before: SystemVector, to after: SystemVector
  ) -> UInt64 {
    let (action, before, after) = (action(key), state(before), state(after))
    var broken: UInt64 = 0
    for index in properties.indices where wanted >> UInt64(index) & 1 == 1 {
      guard let condition = properties[index].stepCondition else { continue }
      let isTrue = Activity.named {
        "the property '\(self.properties[index].name)', which looks at the step '\(action)'"
      } while: {
        condition(before, action, after)
      }
      if !isTrue { broken |= 1 << UInt64(index) }
    }
    return broken
  }

  func isWithinBoundary(_ vector: SystemVector) -> Bool {
    Activity.named {
      "the boundary"
    } while: {
      system.isWithinBoundary(state(vector))
    }
  }

  /// The state that a vector stands for.
  func state(_ vector: SystemVector) -> System.State {
    let bag = Network<Message>.Bag(
      vector.bag.entries.map { .init(envelope: envelopes[$0.envelope], count: $0.count) })
    return System.State(
      slots: vector.slots.map { slots[$0].slot },
      network: Network(system.network.delivery, bag), history: histories[vector.history],
      partitionState: vector.partitionState, spent: vector.spent)
  }

  func compact(keeping kept: KeptValues) -> KeptValues {
    let (oldSlots, oldEnvelopes, oldHistories, oldActions) = (slots, envelopes, histories, actions)
    (slots, envelopes, histories) = (Interner(), Interner(), Interner())
    (records, actions, views) = (Interner(), Interner(), Interner())
    promises = PromiseLedger(.none)
    var renewed = kept
    for index in renewed.vectors.indices {
      let old = kept.vectors[index]
      renewed.vectors[index] = SystemVector(
        slots: old.slots.map { slots.number(oldSlots[$0]) },
        bag: EnvelopeBag(
          old.bag.entries.map {
            .init(envelope: envelopes.number(oldEnvelopes[$0.envelope]), count: $0.count)
          }),
        history: histories.number(oldHistories[old.history]), partitionState: old.partitionState,
        spent: old.spent)
    }
    renewed.envelopes = kept.envelopes.map { envelopes.number(oldEnvelopes[$0]) }
    renewed.actions = kept.actions.map { actions.number(oldActions[$0]) }
    return renewed
  }
}
