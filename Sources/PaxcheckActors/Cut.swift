import PaxcheckModel

/// A partition of the network: two groups of actors whose messages to each other do not arrive.
///
/// Actors outside of both groups reach everybody. A one-way cut stops only what the first group sends to
/// the second.
public struct Cut: Hashable, Sendable {
  /// The actors of each group, a bit for each address.
  private let groups: (UInt64, UInt64)
  public let isOneWay: Bool

  /// - Precondition: the groups share no actor, and all addresses are below 64.
  public init(
    _ first: some Sequence<ActorID>, from second: some Sequence<ActorID>, isOneWay: Bool = false
  ) {
    self.init(Self.bits(first), Self.bits(second), isOneWay: isOneWay)
  }

  private init(_ first: UInt64, _ second: UInt64, isOneWay: Bool) {
    Mistake.unless(first & second == 0, "an actor is on both sides of a partition")
    groups = (first, second)
    self.isOneWay = isOneWay
  }

  private static func bits(_ group: some Sequence<ActorID>) -> UInt64 {
    group.reduce(0) { bits, id in
      Mistake.unless(id.index < 64, "actor \(id) is in a partition, whose actors are below 64")
      return bits | 1 << UInt64(id.index)
    }
  }

  /// The actors on each side, in the order of their addresses. What the first side sends to the second
  /// does not arrive, and unless `isOneWay` what the second sends to the first does not, either.
  public var sides: ([ActorID], [ActorID]) { (Self.actors(groups.0), Self.actors(groups.1)) }

  private static func actors(_ bits: UInt64) -> [ActorID] {
    (0..<64).filter { bits >> UInt64($0) & 1 == 1 }.map { ActorID($0) }
  }

  /// Whether messages of one actor to another do not arrive.
  public func blocks(from source: ActorID, to destination: ActorID) -> Bool {
    sources(blockedAt: destination) >> UInt64(source.index) & 1 == 1
  }

  /// The actors whose messages to one do not arrive, a bit for each.
  func sources(blockedAt destination: ActorID) -> UInt64 {
    guard destination.index < 64 else { return 0 }
    let bit: UInt64 = 1 << UInt64(destination.index)
    if groups.1 & bit != 0 { return groups.0 }
    return groups.0 & bit != 0 && !isOneWay ? groups.1 : 0
  }

  /// Every way to cut a group of actors in two, in a fixed order.
  ///
  /// - Complexity: O(2ⁿ) for *n* actors.
  static func all(of actors: [ActorID], _ shape: Partitions.Shape) -> [Cut] {
    guard actors.count > 1 else { return [] }
    let everybody = bits(actors)
    let halves = (1..<(1 << actors.count) - 1).map { number in
      bits(actors.indices.filter { number >> $0 & 1 == 1 }.map { actors[$0] })
    }
    switch shape {
    case .oneWay: return halves.map { Cut($0, everybody & ~$0, isOneWay: true) }
    case .symmetric:
      let first = bits(actors.prefix(1))
      return halves.filter { $0 & first != 0 }
        .map { Cut($0, everybody & ~$0, isOneWay: false) }
    }
  }

  public static func == (left: Cut, right: Cut) -> Bool {
    left.groups == right.groups && left.isOneWay == right.isOneWay
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(groups.0)
    hasher.combine(groups.1)
    hasher.combine(isOneWay)
  }
}

extension Cut: CustomStringConvertible {
  /// The two sides: `0 1 | 2`, and `0 1 ↛ 2` for a cut that is one-way.
  public var description: String {
    func text(_ actors: [ActorID]) -> String {
      actors.map(\.description).joined(separator: " ")
    }
    return "\(text(sides.0)) \(isOneWay ? "↛" : "|") \(text(sides.1))"
  }
}
