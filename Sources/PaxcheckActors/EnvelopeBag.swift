import PaxcheckModel

/// What a network holds: envelopes, or the numbers of envelopes.
///
/// An unordered network lists its envelopes in the order in which they were first sent, an ordered one by
/// directed pair and in the order of sending within each. Directed pairs are told apart, and ordered, by
/// what `channel` says of an envelope.
struct EnvelopeBag<Element: Hashable & Sendable>: Hashable, Sendable {
  /// Equal envelopes of an unordered network, or one envelope of a queue.
  struct Entry: Hashable, Sendable {
    var envelope: Element
    var count: Int32
  }

  private(set) var entries: [Entry]

  /// - Parameter entries: The contents, in the order in which a network lists them.
  init(_ entries: [Entry] = []) { self.entries = entries }

  mutating func insert(
    _ envelope: Element, _ delivery: NetworkKind.Delivery,
    channel: (Element) -> some Comparable
  ) {
    let new = Entry(envelope: envelope, count: 1)
    if delivery == .ordered {
      let own = channel(envelope)
      let place = entries.firstIndex { channel($0.envelope) > own }
      entries.insert(new, at: place ?? entries.endIndex)
    } else if let place = entries.firstIndex(where: { $0.envelope == envelope }) {
      if delivery == .unorderedNonduplicating { entries[place].count += 1 }
    } else {
      entries.append(new)
    }
  }

  /// Whether the entry at a place may arrive next, partitions and crashes aside: an ordered network
  /// offers the heads of its queues.
  func isNext(
    at place: Int, _ delivery: NetworkKind.Delivery, channel: (Element) -> some Equatable
  ) -> Bool {
    delivery != .ordered || place == 0
      || channel(entries[place - 1].envelope) != channel(entries[place].envelope)
  }

  /// Takes out what a step consumes of the entry at a place.
  mutating func take(_ consumption: Consumption, at place: Int) {
    if consumption == .nothing { return }
    entries[place].count -= 1
    if consumption == .allCopies || entries[place].count == 0 { entries.remove(at: place) }
  }

  /// Takes out all copies of the envelopes of which a condition is true.
  mutating func removeAll(where condition: (Element) -> Bool) {
    entries.removeAll { condition($0.envelope) }
  }

  /// Lists the entries in the order of a key, for comparison.
  mutating func sort(by key: (Element) -> some Comparable) {
    entries.sort { key($0.envelope) < key($1.envelope) }
  }
}
