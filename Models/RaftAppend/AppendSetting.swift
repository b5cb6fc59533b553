import PaxcheckKit

/// The rules in which implementations differ.
struct AppendSetting: Hashable, Sendable {
  var nodes = 3
  /// Whether a message carries one entry at most.
  var sendsOneEntry = false
  /// Whether sending an entry is taken for its arrival, until a refusal says otherwise.
  var isOptimistic = false
  /// Whether logs begin with a committed entry that does nothing, and leaders append another.
  var hasNoOps = false
  /// Whether clients read.
  var hasReads = false
  /// Whether every node answers reads at once, with what it knows.
  var readsLocally = false
  /// Whether nodes take snapshots.
  var takesSnapshots = false
  /// Whether nodes may lose what they only remember.
  var mayCrash = false

  /// The log with which every node begins, all of which is committed.
  var firstLog: AppendLog {
    var log = AppendLog()
    if hasNoOps { log.append(AppendEntry(term: 0, command: .nothing)) }
    return log
  }
}
