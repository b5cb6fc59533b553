/// What a crash keeps of the writes to storage that were not synced.
///
/// The kinds are those of T. Pillai et al., "All File Systems Are Not Created Equal: On the Complexity of
/// Crafting Crash-Consistent Applications", OSDI 2014: file systems differ in whether writes reach the disk in
/// their order, and whether each of them does so as a whole (section 2, ordering and atomicity).
///
/// Storage that is a single value has one write at most that was not synced, the last one.
public enum UnsyncedWrites: String, CaseIterable, Hashable, Sendable {
  /// The first ones, any number of them, in the order of writing, whatever their cells: a disk that keeps
  /// the order of writes.
  case anyPrefix = "prefix"
  /// Any of them: a disk that writes cells in an order of its own. Of the writes to one cell it keeps the first
  /// ones, any number; an earlier one that is lost shows nowhere if a later one is kept.
  case anySubset = "subset"
  /// The first ones, any number of them, and the last of these may be torn: a disk that keeps the order of
  /// writes, and may stop in the middle of one. What the cell held before is gone, and what it holds now
  /// cannot be read (`StoredCells.isTorn(_:)`) until it is written again. Storage that is a single value
  /// is then like storage that was never written.
  case lastTorn = "torn"
}
