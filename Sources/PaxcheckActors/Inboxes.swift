import PaxcheckStateSpace

/// The inboxes of a system's actors by number, and what becomes of them.
struct Inboxes: ~Copyable {
  /// What an input does to an inbox.
  struct Arrival {
    var envelopes: [UInt32]
    /// The actors whose messages are stopped from now on, if that changes.
    var blocked: UInt64?
  }

  /// An envelope in an inbox.
  struct Item {
    let envelope: UInt32
    /// Whether it may arrive next: one of each kind may, or the heads of the queues.
    let isDeliverable: Bool
    /// The inbox after removing this envelope; computed on first use.
    fileprivate var rest = PairMap.missing
  }

  private let delivery: NetworkKind.Delivery
  /// Whether messages that a partition stops are lost.
  private let losesBlocked: Bool
  private var inboxes = Interner<Inbox>()
  /// The items of all inboxes, one inbox after the other.
  private var items: [Item] = []
  /// Where the items of each inbox begin, and where those of the last one end.
  private var starts = [0]
  /// For each inbox, the properties that one of its envelopes is an example of, a bit for each.
  private(set) var exampleBits: [UInt64] = []
  private var arrivals = PairMap()
  /// What each input brings.
  private var arrivalsByInput: [Arrival] = []
  // By envelope.
  private var channels: [Int] = []
  private var envelopeBits: [UInt64] = []

  init(_ rules: StepRules) {
    delivery = rules.network.delivery
    losesBlocked = rules.losesCrossing
  }

  var count: Int { inboxes.count }

  var byteCount: Int {
    inboxes.byteCount + items.capacity * MemoryLayout<Item>.stride + 8 * starts.capacity
      + 8 * exampleBits.capacity + arrivals.byteCount
      + 16 * channels.count
  }

  /// Learns of the envelope that has the next number.
  ///
  /// - Parameters:
  ///   - channel: The number of its directed pair.
  ///   - bits: The properties that it is an example of, a bit for each.
  mutating func addEnvelope(channel: Int, bits: UInt64) {
    channels.append(channel)
    envelopeBits.append(bits)
  }

  var envelopeCount: Int { channels.count }

  /// Learns of the input that has the next number.
  mutating func addInput(_ arrival: Arrival) { arrivalsByInput.append(arrival) }

  var inputCount: Int { arrivalsByInput.count }

  /// The number of an inbox that holds nothing.
  ///
  /// - Parameter blocked: The actors whose messages a partition stops, a bit for each.
  mutating func empty(blocked: UInt64 = 0) -> UInt32 { number(Inbox(blocked: blocked)) }

  /// The inbox after everything in it was lost.
  mutating func inbox(emptied number: UInt32) -> UInt32 { empty(blocked: inboxes[number].blocked) }

  /// The places of an inbox's items.
  func places(in inbox: UInt32) -> Range<Int> { starts[Int(inbox)]..<starts[Int(inbox) + 1] }

  func item(at place: Int) -> Item { items[place] }

  /// The inbox without the item at a place.
  mutating func inbox(_ number: UInt32, withoutItemAt place: Int) -> UInt32 {
    let known = items[place].rest
    if known != PairMap.missing { return known }
    let rest = self.number(inboxes[number].removing(at: place - starts[Int(number)]))
    items[place].rest = rest
    return rest
  }

  /// The inbox without the envelopes of which a condition is true.
  mutating func inbox(_ number: UInt32, without condition: (UInt32) -> Bool) -> UInt32 {
    let inbox = inboxes[number]
    let rest = inbox.removing(where: condition)
    return rest.envelopes.count == inbox.envelopes.count ? number : self.number(rest)
  }

  /// The inbox after the envelopes of an input have come.
  mutating func inbox(_ number: UInt32, after input: UInt32) -> UInt32 {
    let arrival = arrivalsByInput[Int(input)]
    if arrival.envelopes.isEmpty && arrival.blocked == nil { return number }
    let known = arrivals.reader.value(number, input)
    if known != PairMap.missing { return known }
    let result = inbox(
      arrival.blocked.map { inbox(number, blocking: $0) } ?? number, with: arrival.envelopes)
    arrivals.insert(number, input, result)
    return result
  }

  /// The inbox when messages of some actors are stopped, and of no others.
  private mutating func inbox(_ number: UInt32, blocking blocked: UInt64) -> UInt32 {
    var inbox = inboxes[number]
    inbox.blocked = blocked
    if losesBlocked { inbox = inbox.removing { isBlocked($0, in: inbox) } }
    return self.number(inbox)
  }

  private func isBlocked(_ envelope: UInt32, in inbox: Inbox) -> Bool {
    inbox.blocked != 0 && inbox.blocked >> UInt64(channels[Int(envelope)] & 0xFFFF) & 1 == 1
  }

  /// The inbox with some envelopes more.
  mutating func inbox(_ number: UInt32, with envelopes: [UInt32]) -> UInt32 {
    var inbox = inboxes[number]
    for envelope in envelopes where !(losesBlocked && isBlocked(envelope, in: inbox)) {
      inbox.insert(envelope, delivery) { channels[Int($0)] }
    }
    return self.number(inbox)
  }

  private mutating func number(_ inbox: Inbox) -> UInt32 {
    let number = inboxes.number(inbox)
    if number == exampleBits.count {
      var bits: UInt64 = 0
      for place in inbox.envelopes.indices {
        let isDeliverable =
          !isBlocked(inbox.envelopes[place], in: inbox)
          && inbox.isDeliverable(at: place, delivery) { channels[Int($0)] }
        items.append(Item(envelope: inbox.envelopes[place], isDeliverable: isDeliverable))
        if isDeliverable { bits |= envelopeBits[Int(inbox.envelopes[place])] }
      }
      starts.append(items.count)
      exampleBits.append(bits)
    }
    return number
  }
}
