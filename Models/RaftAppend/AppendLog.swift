import PaxcheckKit

/// Where an entry stands: the term in which a leader appended it, then its place, counted from 1.
///
/// The log whose last position is greater is more up-to-date.
public struct Position: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  var term = 0
  var index = 0

  public static func < (left: Self, right: Self) -> Bool {
    (left.term, left.index) < (right.term, right.index)
  }

  public var description: String { "\(term).\(index)" }
}

/// What a leader appended.
public struct AppendEntry: Hashable, Codable, Sendable, CustomStringConvertible {
  enum Command: String, Codable, Sendable { case nothing, write, read }

  let term: Int
  let command: Command

  public var description: String { "\(term) \(command)" }
}

/// What stands for the first entries of a log.
public struct AppendSnapshot: Hashable, Codable, Sendable, CustomStringConvertible {
  /// The position of the last of these entries.
  var last = Position()
  /// The index of the last write among them; 0 if there is none.
  var newestWrite = 0

  public var description: String { "up to \(last)" }
}

/// Entries without a gap, behind a snapshot that may stand for none.
public struct AppendLog: Hashable, Codable, Sendable {
  private(set) var snapshot = AppendSnapshot()
  private(set) var entries: [AppendEntry] = []

  /// The index of the last entry.
  var last: Int { start + entries.count }
  /// The position of the last entry.
  var lastPosition: Position { position(at: last) }
  /// The index of the last entry that the snapshot stands for.
  private var start: Int { snapshot.last.index }

  /// The entry at an index; `nil` if there is none, or the snapshot stands for it.
  subscript(index: Int) -> AppendEntry? {
    index > start && index <= last ? entries[index - start - 1] : nil
  }

  /// The term of the entry at an index; `nil` if there is none, or it is forgotten.
  func term(at index: Int) -> Int? {
    index == start ? snapshot.last.term : self[index]?.term
  }

  func position(at index: Int) -> Position { Position(term: term(at: index) ?? 0, index: index) }

  /// At most so many entries from an index on.
  func entries(from index: Int, count: Int = .max) -> [AppendEntry] {
    Array(entries.dropFirst(index - start - 1).prefix(count))
  }

  /// The index of the last write up to an index; 0 if there is none.
  func newestWrite(upTo index: Int) -> Int {
    let end = min(index, last)
    guard end > start else { return snapshot.newestWrite }
    return ((start + 1)...end).last { self[$0]?.command == .write } ?? snapshot.newestWrite
  }

  /// Whether a leader's entries up to a position are in the log. What a snapshot stands for is committed, so
  /// that every leader has it.
  func has(_ position: Position) -> Bool {
    position.index < start || term(at: position.index) == position.term
  }
}

extension AppendLog {
  mutating func append(_ entry: AppendEntry) { entries.append(entry) }

  /// Keeps what is the same already, and replaces what is behind the first difference. Returns whether anything
  /// has changed.
  mutating func store(_ others: [AppendEntry], after previous: Int) -> Bool {
    let before = entries
    for (index, entry) in zip((previous + 1)..., others) where index > start {
      if self[index]?.term == entry.term { continue }
      truncate(after: index - 1)
      entries.append(entry)
    }
    return entries != before
  }

  /// Drops what is behind an index, if anything is.
  mutating func truncate(after index: Int) {
    entries.removeLast(min(entries.count, max(0, last - index)))
  }

  /// Puts a snapshot in the place of the entries up to an index, which the log must have.
  mutating func compact(upTo index: Int) {
    let count = index - start
    snapshot = AppendSnapshot(
      last: position(at: index), newestWrite: newestWrite(upTo: index))
    entries.removeFirst(count)
  }

  /// Takes over a snapshot, and keeps what follows its last entry, if the log has that.
  mutating func install(_ other: AppendSnapshot) {
    let isKnown = term(at: other.last.index) == other.last.term
    entries = isKnown ? entries(from: other.last.index + 1) : []
    snapshot = other
  }
}
