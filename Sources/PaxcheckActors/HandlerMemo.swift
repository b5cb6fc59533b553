import PaxcheckModel

/// Handler calls, each made once for an actor state and an event.
///
/// With `checksDeterminism` every call is made again on an equal actor state and an equal message that
/// came about independently, so that what depends on the layout of a `Set` differs as well.
struct HandlerMemo<Message: Hashable & Sendable, Event: Hashable & Sendable> {
  private struct Key: Hashable {
    let slot: UInt32
    let event: SlotEvent<Message>
  }

  private let checksDeterminism: Bool
  private var steps: [Key: SlotStep<Message, Event>] = [:]
  private var slotTwins: [SlotKey<Message, Event>: any Slot<Message, Event>] = [:]
  private var messageTwins: [Message: Message] = [:]
  private(set) var calls = 0
  /// The first contradiction found.
  private(set) var failure: ModelError?

  init(checksDeterminism: Bool) { self.checksDeterminism = checksDeterminism }

  var byteCount: Int {
    steps.count * (MemoryLayout<Key>.stride + MemoryLayout<SlotStep<Message, Event>>.stride + 160)
  }

  /// The first step of an actor.
  mutating func start(_ slot: any Slot<Message, Event>) -> SlotStep<Message, Event> {
    run(.start, on: slot)
  }

  /// The step that an event makes.
  ///
  /// - Parameter number: The slot's number: equal numbers mean equal slots.
  mutating func step(
    _ slot: any Slot<Message, Event>, _ number: UInt32, _ event: SlotEvent<Message>
  ) -> SlotStep<Message, Event> {
    let key = Key(slot: number, event: event)
    if let step = steps[key] { return step }
    let step = run(event, on: slot)
    steps[key] = step
    return step
  }

  private mutating func run(
    _ event: SlotEvent<Message>, on slot: any Slot<Message, Event>
  ) -> SlotStep<Message, Event> {
    calls += 1
    let step = slot.after(event)
    if checksDeterminism && failure == nil { ask(event, of: slot, expecting: step) }
    return step
  }

  private mutating func ask(
    _ event: SlotEvent<Message>, of slot: any Slot<Message, Event>,
    expecting step: SlotStep<Message, Event>
  ) {
    let twin = slotTwins[SlotKey(slot: slot)] ?? slot
    let again = twin.after(twinned(event))
    let isEqual =
      again.slot.isEqual(to: step.slot) && again.envelopes == step.envelopes
      && again.events == step.events
    if !isEqual {
      failure = .nondeterministic(where: "actor \(slot.id), asked to \(event),")
    }
    slotTwins[SlotKey(slot: step.slot)] = again.slot
    for (first, second) in zip(step.envelopes, again.envelopes) {
      messageTwins[first.message] = second.message
    }
  }

  private func twinned(_ event: SlotEvent<Message>) -> SlotEvent<Message> {
    guard case .receive(let message, let source) = event else { return event }
    return .receive(messageTwins[message] ?? message, from: source)
  }
}

extension SlotEvent: CustomStringConvertible {
  package var description: String {
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
