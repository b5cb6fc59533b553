/// A state of an actor system, its values by number.
struct SystemVector: Hashable {
  /// Equal envelopes of an unordered network, or one envelope of a queue.
  struct Entry: Hashable {
    var envelope: UInt32
    var count: Int32
  }

  var slots: [UInt32] = []
  /// The envelopes in the order in which `Network` lists them.
  var entries: [Entry] = []
  var history: UInt32 = 0

  /// Adds an envelope to the network.
  ///
  /// - Parameter channel: The number of an envelope's directed pair, see `EnvelopeFacts`.
  mutating func insert(
    _ envelope: UInt32, _ delivery: NetworkKind.Delivery, channel: (UInt32) -> Int
  ) {
    let new = Entry(envelope: envelope, count: 1)
    if delivery == .ordered {
      let channel = (of: channel, new: channel(envelope))
      let place = entries.firstIndex { channel.of($0.envelope) > channel.new }
      entries.insert(new, at: place ?? entries.endIndex)
    } else if let place = entries.firstIndex(where: { $0.envelope == envelope }) {
      if delivery == .unorderedNonduplicating { entries[place].count += 1 }
    } else {
      entries.append(new)
    }
  }
}
