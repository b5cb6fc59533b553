import PaxcheckModel

/// Runs handlers and, if asked to, runs each a second time to see whether it contradicts itself.
///
/// The second run is made on an equal actor state and an equal message that came about independently,
/// so that what depends on the layout of a `Set` differs as well.
struct HandlerRunner<Message: Hashable & Sendable, Event: Hashable & Sendable> {
  private let checksDeterminism: Bool
  private var slotTwins: [SlotKey<Message, Event>: any Slot<Message, Event>] = [:]
  private var messageTwins: [Message: Message] = [:]
  private(set) var calls = 0
  /// The first contradiction found.
  private(set) var failure: ModelError?

  init(checksDeterminism: Bool) { self.checksDeterminism = checksDeterminism }

  /// The step that an event makes.
  mutating func run(
    _ event: SlotEvent<Message>, on slot: any Slot<Message, Event>
  ) -> SlotStep<Message, Event> {
    calls += 1
    let step = slot.after(event)
    if checksDeterminism && failure == nil { compare(step, event, slot) }
    return step
  }

  private mutating func compare(
    _ step: SlotStep<Message, Event>, _ event: SlotEvent<Message>, _ slot: any Slot<Message, Event>
  ) {
    let again = (slotTwins[SlotKey(slot: slot)] ?? slot).after(twin(of: event))
    let isEqual =
      again.slot.isEqual(to: step.slot) && again.envelopes == step.envelopes
      && again.events == step.events && again.losesIncoming == step.losesIncoming
    if !isEqual {
      failure = .nondeterministic(where: "actor \(slot.id), asked to \(event),")
    }
    slotTwins[SlotKey(slot: step.slot)] = again.slot
    for (first, second) in zip(step.envelopes, again.envelopes) {
      messageTwins[first.message] = second.message
    }
  }

  private func twin(of event: SlotEvent<Message>) -> SlotEvent<Message> {
    guard case .receive(let message, let source) = event else { return event }
    return .receive(messageTwins[message] ?? message, from: source)
  }
}

extension SlotEvent: CustomStringConvertible {
  @usableFromInline package var description: String {
    switch self {
    case .start: "start"
    case .receive(let message, let source): "receive \(message) from \(source)"
    case .local(.timeout(let timer)): "handle the timeout \(timer)"
    case .local(.choice(let choice)): "choose \(choice)"
    case .crash: "crash"
    case .recover: "recover"
    }
  }
}
