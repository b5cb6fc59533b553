/// The envelopes that are on their way.
///
/// Networks with equal contents are equal, however they came about. The order in which an unordered
/// network lists its envelopes is the order in which they were first sent.
public struct Network<Message: Hashable & Sendable>: Sendable {
  /// Equal envelopes of an unordered network, or one envelope of a queue.
  struct Entry: Sendable {
    var envelope: Envelope<Message>
    var count: Int
  }

  let delivery: NetworkKind.Delivery
  private(set) var entries: [Entry] = []

  init(_ delivery: NetworkKind.Delivery) { self.delivery = delivery }

  /// All envelopes, as often as the network holds them; on an ordered network in the order of sending
  /// within each directed pair.
  public var envelopes: [Envelope<Message>] {
    entries.flatMap { Array(repeating: $0.envelope, count: $0.count) }
  }

  /// The different envelopes that may arrive next. An ordered network offers the heads of its queues.
  public var deliverable: [Envelope<Message>] {
    guard delivery == .ordered else { return entries.map(\.envelope) }
    var seen: Set<[ActorID]> = []
    return entries.map(\.envelope).filter { seen.insert([$0.source, $0.destination]).inserted }
  }

  mutating func insert(_ envelope: Envelope<Message>) {
    let place = delivery == .ordered ? nil : entries.firstIndex { $0.envelope == envelope }
    switch (delivery, place) {
    case (.unorderedNonduplicating, let place?): entries[place].count += 1
    case (.unorderedDuplicating, _?): break
    default: entries.append(Entry(envelope: envelope, count: 1))
    }
  }

  /// Takes out what a delivery consumes: nothing where envelopes may be duplicated.
  mutating func deliver(_ envelope: Envelope<Message>) {
    if delivery != .unorderedDuplicating { drop(envelope) }
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
    left.entries.count == right.entries.count && left.contents == right.contents
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(contents) }

  /// The contents in a form that does not depend on the order between independent envelopes.
  private var contents: [Channel: [Message: [Int]]] {
    var contents: [Channel: [Message: [Int]]] = [:]
    var positions: [Channel: Int] = [:]
    for entry in entries {
      let channel = Channel(source: entry.envelope.source, destination: entry.envelope.destination)
      let position = positions[channel, default: 0]
      positions[channel] = position + 1
      let mark = delivery == .ordered ? position : entry.count
      contents[channel, default: [:]][entry.envelope.message, default: []].append(mark)
    }
    return contents
  }
}

/// A directed pair of actors.
private struct Channel: Hashable {
  let source: ActorID
  let destination: ActorID
}
