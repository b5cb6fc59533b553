/// Where an entry stands in the order of all entries: the term in which it was appended, then its place.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §5.4.1,
///   which calls the log with the greater last clock more up-to-date.
public struct Clock: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  let term: Int
  /// The place of the entry in the log, counted from 1.
  let index: Int

  public static func < (left: Self, right: Self) -> Bool {
    (left.term, left.index) < (right.term, right.index)
  }

  public var description: String { "\(term).\(index)" }
}
