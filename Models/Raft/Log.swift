/// A command and its place.
public struct LogEntry: Hashable, Codable, Sendable, CustomStringConvertible {
  let clock: Clock
  let command: Command

  var index: Int { clock.index }
  var term: Int { clock.term }

  public var description: String { "\(clock) \(command)" }

  /// Whether two nodes can have the entries in one place of their logs, of which one may stand for the other.
  func agrees(with other: Self) -> Bool {
    guard clock == other.clock else { return false }
    guard command.isSnapshot || other.command.isSnapshot else { return command == other.command }
    guard let members = command.members, let others = other.command.members else { return true }
    return members == others
  }
}

/// Entries without a gap, the first of which is a snapshot.
public struct Log: Hashable, Codable, Sendable {
  var entries: [LogEntry]

  /// The log of a cluster in which nothing has happened yet.
  init(_ snapshot: LogEntry) { entries = [snapshot] }

  /// Entries without a gap; at least one.
  init(_ entries: [LogEntry]) { self.entries = entries }

  /// The index of the first entry.
  var first: Int { entries[0].index }
  /// The entry with the greatest index.
  var last: LogEntry { entries[entries.count - 1] }

  /// The entry at an index; `nil` if the log has none there.
  subscript(index: Int) -> LogEntry? {
    index >= first && index <= last.index ? entries[index - first] : nil
  }

  /// At most so many entries from an index on, which must not be below the first.
  func entries(from index: Int, count: Int = .max) -> [LogEntry] {
    Array(entries.dropFirst(index - first).prefix(count))
  }

  /// The index of the last snapshot, which stands for all entries up to there.
  var snapshot: Int { entries.last { $0.command.isSnapshot }?.index ?? first }

  /// Puts an entry in the place of the one with its clock, which the log must have.
  mutating func replace(with entry: LogEntry) { entries[entry.index - first] = entry }

  /// Drops what is before an index, which the log must have.
  mutating func drop(before index: Int) { entries.removeFirst(index - first) }

  mutating func append(_ entry: LogEntry) { entries.append(entry) }

  /// What came of an entry that a leader sent.
  enum Insertion: Hashable, Sendable {
    /// The log has nothing at the place before it.
    case leap
    /// The log has something else at the place before it.
    case inconsistent
    /// The log has the entry already.
    case skipped
    /// The log has it now, and nothing behind it.
    case inserted
  }

  /// Puts an entry behind the one with a clock, in place of whatever else is there or behind.
  ///
  /// What a snapshot stands for is committed, so every leader has sent the same.
  mutating func insert(_ entry: LogEntry, after previous: Clock) -> Insertion {
    if entry.index <= first { return .skipped }
    guard let own = self[previous.index], entry.index == previous.index + 1 else { return .leap }
    guard own.clock == previous else { return .inconsistent }
    if self[entry.index]?.clock == entry.clock { return .skipped }
    entries.removeSubrange((entry.index - first)...)
    entries.append(entry)
    return .inserted
  }
}
