import PaxcheckModel

/// The partitions that may strike the network of a system: how many, and of what kind.
///
/// A partition cuts the actors that faults may strike in two groups, and lasts until it heals. There is
/// one at a time. Without a clock it is a way to say that many messages are late or lost at once: what it
/// shows with a limit of one would take as many losses as messages cross the cut.
public struct Partitions: Hashable, Sendable {
  /// Which messages a cut stops.
  public enum Shape: String, CaseIterable, Hashable, Sendable {
    /// Those from either group to the other.
    case symmetric
    /// Those from one group to the other, while answers still arrive: a broken link of a switch.
    case oneWay = "one-way"
  }

  /// What becomes of messages that would cross the cut, sent before the partition or during it.
  public enum Crossing: String, CaseIterable, Hashable, Sendable {
    /// They wait until the partition heals.
    case kept
    /// They are lost.
    case lost
  }

  /// How many partitions a behaviour may have in all.
  public var limit: Int
  public var shape: Shape
  public var crossing: Crossing

  /// The largest group of actors that can be cut: it has 4,095 symmetric cuts.
  static var largestGroup: Int { 12 }

  public init(_ limit: Int, shape: Shape = .symmetric, crossing: Crossing = .kept) {
    Mistake.unless(limit >= 0, "the limit of partitions is a count, not \(limit)")
    self.limit = limit
    self.shape = shape
    self.crossing = crossing
  }

  /// No partitions.
  public static var none: Self { Self(0) }
}
