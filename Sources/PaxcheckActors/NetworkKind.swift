/// What a network may do to the envelopes that it carries.
public struct NetworkKind: Hashable, Sendable {
  /// In which order, and how often, envelopes arrive.
  public enum Delivery: String, CaseIterable, Hashable, Sendable {
    /// In any order, each as often as it was sent: a multiset.
    case unorderedNonduplicating = "unordered-nonduplicating"
    /// In any order, each any number of times: a set from which delivery removes nothing.
    case unorderedDuplicating = "unordered-duplicating"
    /// In the order of sending between each pair of actors: a queue per directed pair.
    case ordered
  }

  public var delivery: Delivery
  /// Whether an envelope may be dropped instead of delivered.
  public var isLossy: Bool

  public init(_ delivery: Delivery, isLossy: Bool = false) {
    self.delivery = delivery
    self.isLossy = isLossy
  }

  public static var unorderedNonduplicating: Self { Self(.unorderedNonduplicating) }
  public static var unorderedDuplicating: Self { Self(.unorderedDuplicating) }
  public static var ordered: Self { Self(.ordered) }

  /// The same network, but envelopes may be lost.
  public var lossy: Self { Self(delivery, isLossy: true) }
}
