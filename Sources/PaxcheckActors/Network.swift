import PaxcheckModel

/// The envelopes that are on their way.
///
/// Networks with equal contents are equal, however they came about. An unordered network lists its
/// envelopes in the order in which they were first sent, an ordered one by receiver and sender.
public struct Network<Message: Hashable & Sendable>: Sendable {
  /// Equal envelopes of an unordered network, or one envelope of a queue.
  struct Entry: Hashable, Sendable {
    let envelope: Envelope<Message>
    var count: Int
  }

  let delivery: NetworkKind.Delivery
  private(set) var entries: [Entry] = []

  /// - Parameter entries: The contents, in the order in which a network lists them.
  init(_ delivery: NetworkKind.Delivery, _ entries: [Entry] = []) {
    self.delivery = delivery
    self.entries = entries
  }

  /// All envelopes, as often as the network holds them; on an ordered network in the order of sending
  /// within each directed pair.
  public var envelopes: [Envelope<Message>] {
    entries.flatMap { Array(repeating: $0.envelope, count: $0.count) }
  }

  /// The different envelopes that may arrive next. An ordered network offers the heads of its queues.
  public var deliverable: [Envelope<Message>] {
    guard delivery == .ordered else { return entries.map(\.envelope) }
    var channel: Channel?
    return entries.map(\.envelope).filter { envelope in
      defer { channel = envelope.channel }
      return envelope.channel != channel
    }
  }

  /// Whether an envelope is among those that may arrive next.
  func isDeliverable(_ envelope: Envelope<Message>) -> Bool {
    guard let place = entries.firstIndex(where: { $0.envelope == envelope }) else { return false }
    return delivery != .ordered || place == 0
      || entries[place - 1].envelope.channel != envelope.channel
  }

  mutating func insert(_ envelope: Envelope<Message>) {
    guard delivery != .ordered else {
      let place = entries.firstIndex { $0.envelope.channel > envelope.channel }
      entries.insert(Entry(envelope: envelope, count: 1), at: place ?? entries.endIndex)
      return
    }
    guard let place = entries.firstIndex(where: { $0.envelope == envelope }) else {
      entries.append(Entry(envelope: envelope, count: 1))
      return
    }
    if delivery == .unorderedNonduplicating { entries[place].count += 1 }
  }

  /// Takes out what a delivery consumes: nothing where envelopes may be duplicated.
  mutating func deliver(_ envelope: Envelope<Message>) {
    if delivery != .unorderedDuplicating { drop(envelope) }
  }

  /// Takes out all copies of the envelopes of which a condition is true.
  mutating func removeAll(where condition: (Envelope<Message>) -> Bool) {
    entries.removeAll { condition($0.envelope) }
  }

  /// Takes out one copy, or on a duplicating network the envelope for good.
  mutating func drop(_ envelope: Envelope<Message>) {
    guard let place = entries.firstIndex(where: { $0.envelope == envelope }) else { return }
    entries[place].count -= 1
    if entries[place].count == 0 { entries.remove(at: place) }
  }
}

extension Network: Hashable {
  public static func == (left: Network, right: Network) -> Bool {
    if left.entries == right.entries { return true }
    guard left.delivery != .ordered, left.entries.count == right.entries.count else { return false }
    // Entries differ from one another, so that none can be found twice.
    return left.entries.allSatisfy(right.entries.contains)
  }

  public func hash(into hasher: inout Hasher) {
    guard delivery != .ordered else {
      hasher.combine(entries)
      return
    }
    // A sum does not depend on the order of its terms.
    let sum = entries.reduce(0) { sum, entry in
      var hasher = hasher
      hasher.combine(entry)
      return sum &+ hasher.finalize()
    }
    hasher.combine(sum)
  }
}

/// A directed pair of actors.
private struct Channel: Comparable {
  let source: ActorID
  let destination: ActorID

  static func < (left: Channel, right: Channel) -> Bool {
    (left.destination, left.source) < (right.destination, right.source)
  }
}

extension Envelope {
  fileprivate var channel: Channel { Channel(source: source, destination: destination) }
}

extension Network: Multiset {
  /// The different envelopes, where one may be on its way several times and their order is nothing.
  package var counts: [(element: Any, count: Int)]? {
    guard delivery == .unorderedNonduplicating else { return nil }
    return entries.map { ($0.envelope, $0.count) }
  }
}

extension Network: CustomReflectable {
  /// The envelopes: a set unless their order matters.
  public var customMirror: Mirror {
    Mirror(
      self, unlabeledChildren: envelopes, displayStyle: delivery == .ordered ? .collection : .set)
  }
}
