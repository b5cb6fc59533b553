import PaxcheckActors
import PaxcheckModel
import PaxcheckTrace

/// Takes recorded steps through a model, whichever can be taken.
struct RunValidator<Message: Hashable & Sendable, History: HistoryVariable> {
  typealias Entry = RunRecord.Entry

  private let system: ActorSystem<Message, History>
  /// The steps of each actor that are still to be taken.
  private var rest: [ArraySlice<Entry>]
  private var slots: [any Slot<Message, History.Event>] = []
  private var network: RecordedNetwork<Message>
  private let rules: StepRules
  /// What was spent of the budgets that all actors share.
  private var spent: Spent
  private var result = RunValidation()
  /// The same steps as actions of the model, crashes included.
  private var actions: [ActorAction<Message>] = []

  init(_ system: ActorSystem<Message, History>, _ entries: [ActorID: [Entry]]) {
    self.system = system
    rest = system.slots.map { entries[$0.id, default: []][...] }
    rules = system.stepRules
    spent = Spent(of: system.budgets)
    network = RecordedNetwork(rules, actorCount: system.actorCount)
    for slot in system.slots {
      let step = slot.after(.start)
      slots.append(step.slot)
      network.send(step.envelopes)
    }
    if let stranger = entries.keys.filter({ $0.index >= system.actorCount }).min(),
      let entry = entries[stranger]?.first
    {
      result.mismatch = RunMismatch(
        entry: entry, reason: "the model has no actor \(stranger), it has \(system.actorCount)")
    }
  }

  mutating func run() -> RunValidation {
    result.actors = rest.count { !$0.isEmpty }
    while result.mismatch == nil, let next = nextActor() { take(rest[next].removeFirst()) }
    if result.mismatch == nil { result.mismatch = firstStuck.map(mismatch) }
    (result.sent, result.delivered) = (network.sentCount, network.deliveredCount)
    if result.isBehaviour == true { result.progress = system.progress(along: actions) }
    return result
  }

  /// The actor whose next step can be taken; of several the one that took it first, by its clock.
  private func nextActor() -> Int? {
    rest.indices
      .sorted { time($0) < time($1) }
      .first { actor in rest[actor].first.map { isPossible($0) } ?? false }
  }

  private func time(_ actor: Int) -> Int { rest[actor].first?.event.time ?? .max }

  /// A delivery has to wait for its message. Everything else is decided by the actor alone.
  private func isPossible(_ entry: Entry) -> Bool {
    guard entry.event.event.hasPrefix("deliver ") else { return true }
    return network.offers(entry.event.event, to: entry.event.actor)
  }

  /// The first step that cannot be taken, by its clock; one that only waits for another actor's step
  /// if all of them do.
  private var firstStuck: Entry? {
    rest.compactMap(\.first).min { left, right in
      let (waits, other) = (waitsForSender(left), waitsForSender(right))
      if waits != other { return other }
      return (left.event.time, left.place) < (right.event.time, right.place)
    }
  }

  private func waitsForSender(_ entry: Entry) -> Bool {
    guard let sender = network.unsentSender(entry.event.event, to: entry.event.actor) else {
      return false
    }
    return !rest[sender.index].isEmpty
  }
}

// MARK: - Steps

extension RunValidator {
  private mutating func take(_ entry: Entry) {
    let id = entry.event.actor
    guard let (before, step, actions) = step(entry) else {
      result.mismatch = mismatch(entry)
      return
    }
    let effects = Effects(before: before, step: step)
    let differences = effects.differences(from: entry.event)
    guard differences.isEmpty else {
      result.mismatch = RunMismatch(
        entry: entry, reason: "the model does something else at this step",
        differences: differences)
      return
    }
    slots[id.index] = step.slot
    if step.losesIncoming { network.loseAll(to: id) }
    // What the actors send when they start is on its way from the beginning.
    if !entry.event.isStart { network.send(step.envelopes) }
    if system.discardsDeadMessages { discardDeadMessages() }
    self.actions += actions
    result.steps += 1
  }

  private mutating func discardDeadMessages() {
    for slot in slots {
      network.discard(to: slot.id) { slot.ignoresForever($0.message, from: $0.source) }
    }
  }

  /// The state that a step begins in, the step, and the actions of the model that it consists of.
  private typealias TakenStep = (
    any Slot<Message, History.Event>, SlotStep<Message, History.Event>, [ActorAction<Message>]
  )

  /// A recorded step, if the model takes it.
  private mutating func step(_ entry: Entry) -> TakenStep? {
    let event = entry.event
    let slot = slots[event.actor.index]
    if event.isStart {
      let initial = system.slots[event.actor.index]
      return event.incarnation == 1 ? (initial.beginning, initial.after(.start), []) : nil
    }
    if event.event == "recover \(event.actor)" { return recovery(event, slot) }
    if let envelope = network.deliver(event.event, to: event.actor) {
      return (
        slot, slot.after(.receive(envelope.message, from: envelope.source)), [.deliver(envelope)]
      )
    }
    guard let action = localActions(of: slot).first(where: { "\($0)" == event.event }),
      exhausted(for: action, slot).isEmpty, let handled = action.handled
    else { return nil }
    let step = rules.step(of: slot, after: handled.event, action)
    if !rules.isNoStep(step, of: slot, action.sort) { draw(for: action) }
    return (slot, step, [action])
  }

  /// The timeouts and choices of an actor, whatever its budgets leave of them.
  private func localActions(of slot: any Slot<Message, History.Event>) -> [ActorAction<Message>] {
    slot.localEvents.map { event in
      switch event {
      case .timeout(let timer): .timeout(slot.id, timer)
      case .choice(let choice): .choose(slot.id, choice)
      }
    }
  }

  /// The budgets that a step draws on, and of which nothing is left.
  private func exhausted(
    for action: ActorAction<Message>, _ slot: any Slot<Message, History.Event>
  ) -> BudgetSet {
    rules.budgets.drawn(by: action).intersection(
      rules.budgets.exhausted(spent)
        .union(rules.budgets.exhausted(slot.lifetime.spent, by: slot.id)))
  }

  /// Counts what a step draws on the budgets that all actors share.
  private mutating func draw(for action: ActorAction<Message>) {
    spent.add(rules.budgets.drawn(by: action).intersection(rules.budgets.shared))
  }

  /// A crash that leaves what the actor found, or a loss of its storage, and the recovery.
  private mutating func recovery(
    _ event: RunEvent, _ slot: any Slot<Message, History.Event>
  ) -> TakenStep? {
    guard slot.mayCrash, event.incarnation > 1 else { return nil }
    let recover = ActorAction<Message>.recover(slot.id)
    for fault in faults(of: slot) where exhausted(for: fault, slot).isEmpty {
      let crashed = remains(after: fault, slot)
      guard crashed.storageText == event.storage,
        exhausted(for: recover, crashed).isEmpty
      else { continue }
      draw(for: fault)
      draw(for: recover)
      // Amnesia and the recovery from it are one step of the model.
      let actions = if case .amnesia = fault { [fault] } else { [fault, recover] }
      return (crashed.beginning, rules.step(of: crashed, after: .recover, recover), actions)
    }
    return nil
  }

  /// What may have happened to an actor before it recovered.
  private func faults(of slot: any Slot<Message, History.Event>) -> [ActorAction<Message>] {
    var faults: [ActorAction<Message>] = []
    if system.maxCrashes > 0 { faults = system.crashes(of: slot) }
    if rules.permits(.amnesia, after: spending) { faults.append(.amnesia(slot.id)) }
    return faults
  }

  /// The actor after a fault, before it starts anew.
  private func remains(
    after fault: ActorAction<Message>, _ slot: any Slot<Message, History.Event>
  ) -> any Slot<Message, History.Event> {
    guard case .amnesia = fault else {
      guard let event = fault.handled?.event else { return slot }
      return rules.step(of: slot, after: event, fault).slot
    }
    var lost: any Slot<Message, History.Event> = slot.crashed(leaving: nil)
    lost.lifetime.amnesiaCount += 1
    lost.lifetime.spent.add(
      rules.budgets.drawn(by: fault).subtracting(rules.budgets.shared))
    return lost
  }

  private var spending: Spending {
    Spending(amnesia: slots.reduce(0) { $0 + $1.lifetime.amnesiaCount })
  }
}

// MARK: - Mismatches

extension RunValidator {
  private func mismatch(_ entry: Entry) -> RunMismatch {
    let event = entry.event
    let slot = slots[event.actor.index]
    let reason: String
    if event.event.hasPrefix("deliver ") {
      reason = network.whyNot(event.event, to: event.actor) { sender in
        rest[sender.index].first?.place
      }
    } else if event.event == "recover \(event.actor)" {
      reason = whyNoRecovery(event, slot)
    } else {
      let action = localActions(of: slot).first { "\($0)" == event.event }
      reason =
        action.flatMap { whyExhausted($0, slot) } ?? "the model does not offer this step"
    }
    let offered =
      network.offered(to: event.actor)
      + localActions(of: slot).filter { exhausted(for: $0, slot).isEmpty }.map { "\($0)" }
    return RunMismatch(entry: entry, reason: reason, offered: offered)
  }

  /// That nothing is left of a budget that a step draws on, in a sentence.
  private func whyExhausted(
    _ action: ActorAction<Message>, _ slot: any Slot<Message, History.Event>
  ) -> String? {
    let names = rules.budgets.names(exhausted(for: action, slot))
    return names.first.map { "nothing is left of the model's budget '\($0)'" }
  }

  private func whyNoRecovery(
    _ event: RunEvent, _ slot: any Slot<Message, History.Event>
  ) -> String {
    guard system.maxCrashes > 0 || system.maxAmnesia > 0 else {
      return "the run has a crash, and the model has none; a parameter such as crashes=1 allows it"
    }
    if let reason = faults(of: slot).compactMap({ whyExhausted($0, slot) }).first
      ?? whyExhausted(.recover(slot.id), slot)
    {
      return reason
    }
    guard slot.mayCrash else { return "the model lets other actors crash, but not this one" }
    let found = event.storage ?? "nothing"
    let written = slot.storageText ?? "nothing"
    let hint =
      event.storage == nil && system.maxCrashes > 0
      ? "; a parameter such as amnesia=\(system.maxAmnesia + 1) lets it lose that" : ""
    return "the actor found \(found) in its storage, but in the model it had written \(written)"
      + hint
  }
}

extension RunEvent {
  fileprivate var isStart: Bool { event == "start \(actor)" }
}

/// What a step of the model does, in the words of a record.
private struct Effects {
  let changes: [String]
  let sent: [String]
  let recorded: [String]

  init<Message, Event>(before: any Slot<Message, Event>, step: SlotStep<Message, Event>) {
    changes = stateChanges(from: before, to: step.slot)
    sent = step.envelopes.map(\.description)
    recorded = step.events.map { PaxcheckModel.text($0) }
  }

  /// What only the model does, and what only the record has.
  func differences(from event: RunEvent) -> [String] {
    lines("changes", changes, event.changes) + lines("sends", sent, event.sent)
      + lines("records", recorded, event.recorded)
  }

  private func lines(_ verb: String, _ model: [String], _ record: [String]) -> [String] {
    guard model != record else { return [] }
    let missing = record.difference(from: model)
    let lines = missing.map { change in
      switch change {
      case .remove(_, let text, _): "in the model:  \(verb) \(text)"
      case .insert(_, let text, _): "in the record: \(verb) \(text)"
      }
    }
    return lines
  }
}
