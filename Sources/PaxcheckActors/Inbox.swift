/// The envelopes on their way to one actor, by number, in a form that equal networks share.
///
/// Unordered networks keep the numbers ascending; an ordered one groups them by directed pair, each
/// group in the order of sending: envelopes to different actors that do not exist share an inbox.
struct Inbox: Hashable {
  private(set) var envelopes: [UInt32] = []
  /// The actors whose messages a partition stops, a bit for each.
  var blocked: UInt64 = 0

  /// Whether the envelope at a place may arrive next: it is the first of its kind, or heads its queue.
  func isDeliverable(
    at place: Int, _ delivery: NetworkKind.Delivery, channel: (UInt32) -> Int
  ) -> Bool {
    guard place > 0 else { return true }
    let before = envelopes[place - 1]
    let this = envelopes[place]
    return delivery == .ordered ? channel(before) != channel(this) : before != this
  }

  mutating func insert(
    _ envelope: UInt32, _ delivery: NetworkKind.Delivery, channel: (UInt32) -> Int
  ) {
    let place =
      switch delivery {
      case .ordered:
        envelopes.firstIndex { channel($0) > channel(envelope) }
      case .unorderedDuplicating, .unorderedNonduplicating:
        envelopes.firstIndex { $0 >= envelope }
      }
    if delivery == .unorderedDuplicating, let place, envelopes[place] == envelope { return }
    envelopes.insert(envelope, at: place ?? envelopes.endIndex)
  }

  /// The inbox without the envelopes of which a condition is true.
  func removing(where condition: (UInt32) -> Bool) -> Inbox {
    var rest = self
    rest.envelopes.removeAll(where: condition)
    return rest
  }

  /// The inbox without the envelope at a place.
  func removing(at place: Int) -> Inbox {
    var rest = self
    rest.envelopes.remove(at: place)
    return rest
  }

  func hash(into hasher: inout Hasher) {
    if blocked != 0 { hasher.combine(blocked) }
    // One word instead of all: inboxes are told apart by equality.
    hasher.combine(
      envelopes.reduce(UInt64(envelopes.count)) { ($0 ^ UInt64($1)) &* 0x9E37_79B9_7F4A_7C15 })
  }
}
