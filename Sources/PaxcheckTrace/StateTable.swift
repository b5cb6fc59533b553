/// A part of a state as a table of its fields, with what is different from the state before.
///
/// A value that can be read in one piece has one row. A longer one has a row for each of its parts
/// below its own, unless they are many and the same as before.
package struct StateTable: Hashable, Sendable {
  package enum Change: String, Sendable {
    case added
    case changed
    case removed
  }

  package struct Row: Hashable, Sendable {
    /// How many rows it is part of.
    package let depth: Int
    /// What it is called there: `ballot`, `[2]`; empty for a value that has no fields.
    package let name: String
    /// The text of the value; `nil` if the rows below tell it, and if it is gone.
    package let value: String?
    /// The text of the value before, where it was another.
    package let before: String?
    package let change: Change?
  }

  /// Whose part it is; `nil` for the state of a model without participants.
  package let title: String?
  package let rows: [Row]

  package init(_ title: String?, _ rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  /// A table of the fields of a value, or of the value as a whole.
  ///
  /// - Parameter old: The value before; the value itself if nothing was before it.
  package init(_ title: String?, from old: Any, to new: Any) {
    var writer = StateTableWriter()
    writer.addFields(of: old, new)
    self.init(title, writer.rows)
  }
}
