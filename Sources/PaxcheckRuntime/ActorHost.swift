public import PaxcheckActors
import PaxcheckModel
import PaxcheckTrace

/// One actor of a system outside of the checker: its value, the clock of its timers, and the messages
/// that it has put off. It does no input or output, so it runs on any network.
///
/// Its steps are those of `ActorSystem`. In particular a delivery that changes nothing is no step on
/// an unordered network: the message stays, and is tried again after the actor's next step. The
/// latest 64 such messages are kept; older ones are lost.
///
/// It keeps to the budgets of the system, also to those that all actors share, as if it were alone: actors of
/// other processes do not know what it has spent.
///
/// Times are microseconds on a clock of the caller's that never goes backwards.
public struct ActorHost<Message: Hashable & Sendable, History: HistoryVariable> {
  public typealias Step = HostStep<Message, History.Event>
  private typealias Action = ActorAction<Message>

  static var postponedLimit: Int { 64 }

  private let rules: StepRules
  private(set) var slot: any Slot<Message, History.Event>
  /// What the actor has spent of the budgets that all share.
  private var sharedSpent: Spent
  private var deadlines: [(timer: ErasedValue, time: Int)] = []
  private var postponed: [(message: Message, sender: ActorID)] = []
  private var chance: SeededGenerator

  /// An actor of a system, before its first step.
  ///
  /// - Parameters:
  ///   - actor: The address of the actor.
  ///   - system: The system that it is an actor of.
  ///   - seed: Decides the random choices, and the durations of timers within their ranges.
  public init(_ actor: ActorID, of system: ActorSystem<Message, History>, seed: UInt64) {
    slot = system.slots[actor.index]
    rules = system.stepRules
    sharedSpent = Spent(of: system.budgets)
    chance = SeededGenerator(seed: seed, run: actor.index)
  }

  public var id: ActorID { slot.id }

  /// The time of the next timeout or choice, 0 if a choice is open; `nil` while there is
  /// nothing to wait for.
  public var nextDeadline: Int? {
    openChoices.isEmpty ? deadlines.map(\.time).min() : 0
  }

  /// The actor's first step, and whatever follows from it at once.
  public mutating func start(at time: Int) -> [Step] {
    guard let step = take(.start, "start \(id)", at: time, isAlwaysStep: true) else { return [] }
    return [step]
  }

  /// The actor starts after a crash, with what is left of its storage.
  ///
  /// - Precondition: `storage`, unless it is `nil`, is of the actor's type `Storage`.
  public mutating func recover(
    from storage: (any Hashable & Sendable)?, at time: Int
  ) -> [Step] {
    recover(leaving: slot.crashed(leaving: storage), slot.lifetime, at: time)
  }

  /// The same for an actor that names the cells of its storage.
  ///
  /// - Precondition: `cells` have the actor's types `Cell` and `Storage`.
  public mutating func recover(from cells: [StoredCell], at time: Int) -> [Step] {
    recover(leaving: slot.crashed(leaving: cells), slot.lifetime, at: time)
  }

  /// The same for an actor of which this is left, and that has this behind it.
  mutating func recover(
    leaving crashed: any Slot<Message, History.Event>, _ lifetime: Lifetime, at time: Int
  ) -> [Step] {
    slot = crashed
    slot.lifetime = lifetime
    deadlines = []
    postponed = []
    let recovery = Action.recover(id)
    guard let step = take(.recover, "\(recovery)", at: time, recovery, isAlwaysStep: true)
    else { return [] }
    return [step]
  }

  /// A message arrives.
  ///
  /// - Returns: The steps that the actor takes, none if it ignores the message.
  public mutating func receive(_ message: Message, from sender: ActorID, at time: Int) -> [Step] {
    if rules.discardsDeadMessages, slot.ignoresForever(message, from: sender) { return [] }
    guard let step = take(message, from: sender, at: time) else {
      postpone(message, from: sender)
      return []
    }
    return [step] + secondThoughts(at: time)
  }

  /// The timers fire that are due, and an open choice is made.
  public mutating func passTime(to time: Int) -> [Step] {
    var steps: [Step] = []
    let due = deadlines.filter { $0.time <= time }.sorted { $0.time < $1.time }
    for (timer, set) in due where deadlines.contains(where: { $0 == (timer, set) }) {
      deadlines.removeAll { $0.timer == timer }
      let action = Action.timeout(id, timer)
      let event = SlotEvent<Message>.local(.timeout(timer))
      if let step = take(event, "\(action)", at: time, action) { steps.append(step) }
    }
    let choices = openChoices
    if !choices.isEmpty {
      let choice = choices[chance.below(choices.count)]
      let action = Action.choose(id, choice)
      let event = SlotEvent<Message>.local(.choice(choice))
      if let step = take(event, "\(action)", at: time, action, isAlwaysStep: true) {
        steps.append(step)
      }
    }
    return steps.isEmpty ? [] : steps + secondThoughts(at: time)
  }
}

// MARK: - Steps

extension ActorHost {
  private var openChoices: [ErasedValue] {
    slot.localEvents.compactMap { event in
      guard case .choice(let choice) = event, isPermitted(.choose(id, choice)) else { return nil }
      return choice
    }
  }

  private func isPermitted(_ action: Action) -> Bool {
    let spent = Spending(exhausted: rules.budgets.exhausted(sharedSpent))
    return rules.permits(action, of: slot)
      && rules.permits(action.sort, drawing: rules.budgets.drawn(by: action), after: spent)
  }

  private mutating func take(_ message: Message, from sender: ActorID, at time: Int) -> Step? {
    let envelope = Envelope(from: sender, to: id, message)
    return take(
      .receive(message, from: sender), "\(ActorAction.deliver(envelope))", at: time,
      isAlwaysStep: !rules.isNoStepIfIdle(.delivery))
  }

  private mutating func take(
    _ event: SlotEvent<Message>, _ text: String, at time: Int, _ action: Action? = nil,
    isAlwaysStep: Bool = false
  ) -> Step? {
    let before = slot
    let outcome = Activity.step {
      text
    } while: {
      rules.step(of: before, after: event, action)
    }
    let isIdle = outcome.isSilent && outcome.slot.isEqual(to: before)
    if outcome.losesIncoming { postponed = [] }
    slot = outcome.slot
    if let action, isAlwaysStep || !isIdle {
      sharedSpent.add(rules.budgets.drawn(by: action).intersection(rules.budgets.shared))
    }
    setDeadlines(begun: outcome.begun, at: time)
    guard isAlwaysStep || !isIdle else { return nil }
    let isBeginning = event == .start || event == .recover
    return Step(event: text, before: isBeginning ? before.beginning : before, outcome: outcome)
  }

  private mutating func setDeadlines(begun: [ErasedValue], at time: Int) {
    let set = slot.localEvents.compactMap { event -> ErasedValue? in
      guard case .timeout(let timer) = event, isPermitted(.timeout(id, timer)) else { return nil }
      return timer
    }
    deadlines.removeAll { !set.contains($0.timer) || begun.contains($0.timer) }
    for timer in set where !deadlines.contains(where: { $0.timer == timer }) {
      let range = slot.duration(of: .timeout(timer)) ?? 100...200
      let milliseconds = range.lowerBound + chance.below(range.count)
      deadlines.append((timer, time + milliseconds * 1000 + chance.below(1000)))
    }
  }

  private mutating func postpone(_ message: Message, from sender: ActorID) {
    guard rules.isNoStepIfIdle(.delivery), !slot.ignoresForever(message, from: sender) else {
      return
    }
    if postponed.count == Self.postponedLimit { postponed.removeFirst() }
    postponed.append((message, sender))
  }

  /// After a step, messages that the actor ignored may matter.
  private mutating func secondThoughts(at time: Int) -> [Step] {
    var steps: [Step] = []
    var place = 0
    while place < postponed.count {
      let (message, sender) = postponed[place]
      if let step = take(message, from: sender, at: time) {
        postponed.remove(at: place)
        steps.append(step)
        place = 0
      } else if slot.ignoresForever(message, from: sender) {
        postponed.remove(at: place)
      } else {
        place += 1
      }
    }
    return steps
  }
}
