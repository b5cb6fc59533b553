/// What is different between two states, field by field, without what is equal.
///
/// Fields are found by reflection; a type that is `CustomReflectable` chooses its own. Values with a
/// description of their own are compared as one. Sets and dictionaries are listed in the order of
/// their elements' texts.
public struct StateDifference: Hashable, Sendable {
  /// One difference.
  public struct Change: Hashable, Sendable, CustomStringConvertible {
    /// Where: `managers[0].phase`; empty for the state as a whole.
    public let place: String
    /// The text of what was there, or `nil` for an addition.
    public let old: String?
    /// The text of what is there now, or `nil` for a removal.
    public let new: String?

    /// The change with texts of limited length.
    package func shortened(to limit: Int) -> Change {
      func shorten(_ text: String) -> String {
        text.count > limit ? text.prefix(limit - 1) + "…" : text
      }
      return Change(place: place, old: old.map(shorten), new: new.map(shorten))
    }

    public var description: String {
      let name = place.isEmpty ? "" : "\(place): "
      return switch (old, new) {
      case (let old?, let new?): "\(name)\(old) → \(new)"
      case (nil, let new?): "\(name)+ \(new)"
      case (let old?, nil): "\(name)− \(old)"
      case (nil, nil): "\(name)differs"
      }
    }
  }

  /// The differences, in the order of the fields.
  public let changes: [Change]

  public init<State: Equatable>(from old: State, to new: State) {
    var comparison = Comparison()
    if old != new { comparison.compare(old, new, at: "") }
    // Two values may differ in nothing that reflection shows.
    if old != new, comparison.changes.isEmpty { comparison.note("", nil, nil) }
    changes = comparison.changes
  }

  /// The differences between two values at a place, which may be of different types.
  package init(from old: Any, to new: Any, at place: String) {
    var comparison = Comparison()
    comparison.compare(old, new, at: place)
    changes = comparison.changes
  }

  /// One line for each difference, or a line that counts those that are left out.
  package func lines(limit: Int) -> [String] {
    if changes.isEmpty { return ["nothing"] }
    let rest = changes.count > limit ? ["and \(changes.count - limit) more"] : []
    return changes.prefix(limit).map(\.description) + rest
  }
}

extension StateDifference: CustomStringConvertible {
  public var description: String { lines(limit: .max).joined(separator: "\n") }
}
