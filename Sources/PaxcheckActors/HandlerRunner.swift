import PaxcheckModel

/// Runs handlers, and some or all of them a second time to see whether they contradict themselves.
///
/// The second run is made on an equal actor state and an equal message that came about independently,
/// so that what depends on the layout of a `Set` differs as well, and with other memory at hand, so that
/// the same is true of a `Set` that the handler makes.
struct HandlerRunner<Message: Hashable & Sendable, Event: Hashable & Sendable> {
  typealias Handler = (any Slot<Message, Event>, SlotEvent<Message>) -> SlotStep<Message, Event>

  private var sample: CallSample
  private var slotTwins: [SlotKey<Message, Event>: any Slot<Message, Event>] = [:]
  private var messageTwins: [Message: Message] = [:]
  private(set) var calls = 0
  /// Whether the last call was made twice.
  private var isSampled = false
  /// The first contradiction found.
  private(set) var failure: ModelError?

  init(_ extent: Scrutiny.Extent) { sample = CallSample(extent) }

  /// The step that an event makes.
  ///
  /// - Parameters:
  ///   - number: The number of the slot; `nil` for one that has not started.
  ///   - cause: The number of the event; `nil` for the actor's start.
  ///   - handler: Runs it.
  mutating func run(
    _ event: SlotEvent<Message>, on slot: any Slot<Message, Event>, _ number: UInt32?,
    _ cause: SlotCause?, by handler: Handler
  ) -> SlotStep<Message, Event> {
    calls += 1
    isSampled = failure == nil && sample.includes(call: calls, of: number, cause)
    guard isSampled else { return handler(slot, event) }
    let hash = slot.hashValue
    let step = handler(slot, event)
    compare(step, event, slot, handler)
    if slot.hashValue != hash {
      failure = .sharedState(where: "actor \(slot.id), asked to \(event),")
    }
    return step
  }

  /// Notes the number of the slot that the last call led to.
  mutating func note(_ number: UInt32?, ledTo next: UInt32, at place: Int) {
    if isSampled { sample.follow(number, to: next, at: place) }
  }

  private mutating func compare(
    _ step: SlotStep<Message, Event>, _ event: SlotEvent<Message>, _ slot: any Slot<Message, Event>,
    _ handler: Handler
  ) {
    let twin = slotTwins[SlotKey(slot: slot)] ?? slot
    let again = withOtherMemory { handler(twin, self.twin(of: event)) }
    let isEqual =
      again.slot.isEqual(to: step.slot) && again.envelopes == step.envelopes
      && again.events == step.events && again.begun == step.begun
      && again.losesIncoming == step.losesIncoming
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
    case .amnesia: "start anew without its storage"
    }
  }
}
