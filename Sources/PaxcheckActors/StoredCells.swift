import PaxcheckModel

/// What the cells of an actor's storage hold: of each cell a value, or what a torn write left, which cannot be
/// read; nothing of a cell that was never written.
///
/// An actor that names its cells recovers from them:
///
///     mutating func recover(from cells: StoredCells<Cell, Int>, _ outbox: inout Outbox<Self>) {
///       total = cells[.total] ?? 0
///       if cells.isTorn(.total) { outbox.broadcast(0) }
///     }
public struct StoredCells<Cell: Hashable & Sendable, Value: Hashable & Sendable>: Hashable, Sendable
{
  /// `nil` for a cell that is torn.
  @usableFromInline var contents: [Cell: Value?]

  /// Cells that were never written.
  @inlinable
  package init() { contents = [:] }

  /// What a cell holds; `nil` if it was never written, or is torn.
  public subscript(cell: Cell) -> Value? { contents[cell] ?? nil }

  /// Whether a crash tore the last write to a cell: what was there before is gone, and what was written
  /// cannot be read. A checksum tells an implementation so.
  public func isTorn(_ cell: Cell) -> Bool { contents[cell] == .some(nil) }

  /// Whether no cell was ever written.
  public var isEmpty: Bool { contents.isEmpty }

  /// Writes a value to a cell, or tears it.
  package mutating func put(_ value: Value?, in cell: Cell) {
    contents.updateValue(value, forKey: cell)
  }

  /// The cells that can be read, in the order of their texts.
  package var readable: [(cell: Cell, value: Value)] {
    contents.compactMap { cell, value in value.map { (cell: cell, value: $0) } }
      .sorted { text($0.cell) < text($1.cell) }
  }
}

extension StoredCells: CustomReflectable {
  /// A dictionary, in which something stands for what cannot be read.
  public var customMirror: Mirror {
    let entries: [(key: Cell, value: any Sendable)] = contents.map { ($0, $1 ?? TornWrite()) }
    return Mirror(self, unlabeledChildren: entries, displayStyle: .dictionary)
  }
}

/// What is shown of a cell whose last write is torn.
private struct TornWrite: Hashable, Sendable, CustomStringConvertible {
  var description: String { "torn" }
}
