/// An actor's storage that is a single value: the write that survives a crash, and a later one that may not.
@usableFromInline
package struct Disk<Storage: Hashable & Sendable>: Hashable, Sendable {
  @usableFromInline package var durable: Storage?
  @usableFromInline package var unsynced: Storage?

  @inlinable
  package init(durable: Storage? = nil) { self.durable = durable }

  /// What a crash may lose, nothing first.
  package func losses(_ kept: UnsyncedWrites) -> [UnsyncedLoss] {
    guard unsynced != nil else { return [.nothing] }
    return kept == .lastTorn ? [.nothing, .tornWrite, .unsyncedWrite] : [.nothing, .unsyncedWrite]
  }

  /// What is left after a crash.
  @usableFromInline
  package func after(_ loss: UnsyncedLoss) -> Disk {
    if loss.isNothing { return Disk(durable: unsynced ?? durable) }
    return loss.isTearing ? Disk() : Disk(durable: durable)
  }
}
