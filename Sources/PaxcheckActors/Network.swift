import PaxcheckModel

/// The envelopes that are on their way.
///
/// Networks with equal contents are equal, however they came about. An unordered network lists its
/// envelopes in the order in which they were first sent, an ordered one by receiver and sender.
public struct Network<Message: Hashable & Sendable>: Sendable {
  typealias Bag = EnvelopeBag<Envelope<Message>>

  let delivery: NetworkKind.Delivery
  private(set) var bag: Bag

  /// - Parameter bag: The contents, in the order in which a network lists them.
  init(_ delivery: NetworkKind.Delivery, _ bag: Bag = Bag()) {
    self.delivery = delivery
    self.bag = bag
  }

  /// All envelopes, as often as the network holds them; on an ordered network in the order of sending
  /// within each directed pair.
  public var envelopes: [Envelope<Message>] {
    bag.entries.flatMap { Array(repeating: $0.envelope, count: Int($0.count)) }
  }

  /// The different envelopes that may arrive next. An ordered network offers the heads of its queues.
  public var deliverable: [Envelope<Message>] {
    bag.entries.indices.filter(isNext).map { bag.entries[$0].envelope }
  }

  /// Whether an envelope is among those that may arrive next.
  func isDeliverable(_ envelope: Envelope<Message>) -> Bool {
    place(of: envelope).map(isNext) ?? false
  }

  private func isNext(at place: Int) -> Bool { bag.isNext(at: place, delivery, channel: \.channel) }

  private func place(of envelope: Envelope<Message>) -> Int? {
    bag.entries.firstIndex { $0.envelope == envelope }
  }

  mutating func insert(_ envelope: Envelope<Message>) {
    bag.insert(envelope, delivery, channel: \.channel)
  }

  /// Takes out what a step consumes of an envelope.
  mutating func take(_ consumption: Consumption, of envelope: Envelope<Message>) {
    if let place = place(of: envelope) { bag.take(consumption, at: place) }
  }

  /// Takes out all copies of the envelopes of which a condition is true.
  mutating func removeAll(where condition: (Envelope<Message>) -> Bool) {
    bag.removeAll(where: condition)
  }
}

extension Network: Hashable {
  public static func == (left: Network, right: Network) -> Bool {
    if left.bag == right.bag { return true }
    guard left.delivery != .ordered, left.bag.entries.count == right.bag.entries.count else {
      return false
    }
    // Entries differ from one another, so that none can be found twice.
    return left.bag.entries.allSatisfy(right.bag.entries.contains)
  }

  public func hash(into hasher: inout Hasher) {
    guard delivery != .ordered else {
      hasher.combine(bag)
      return
    }
    // A sum does not depend on the order of its terms.
    let sum = bag.entries.reduce(0) { sum, entry in
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
    return bag.entries.map { ($0.envelope, Int($0.count)) }
  }
}

extension Network: CustomReflectable {
  /// The envelopes: a set unless their order matters.
  public var customMirror: Mirror {
    Mirror(
      self, unlabeledChildren: envelopes, displayStyle: delivery == .ordered ? .collection : .set)
  }
}
