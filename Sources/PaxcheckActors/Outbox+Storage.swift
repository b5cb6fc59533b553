extension Outbox where A.Cell == Never {
  /// Writes to storage that is a single value, in place of what was there.
  ///
  /// - Parameters:
  ///   - storage: What to write.
  ///   - synced: Whether the write certainly survives a crash. If not, a crash before the next `sync()`
  ///     or synced write may or may not lose it. Of several such writes in a row a crash keeps the last
  ///     or none: what they wrote in between is not seen again. Storage that has cells keeps it (`save(_:in:synced:)`).
  @inlinable
  public mutating func save(_ storage: A.Storage, synced: Bool = true) {
    if synced {
      disk = Disk(durable: storage)
    } else {
      disk.unsynced = storage
    }
  }
}

extension Outbox {
  /// Writes to a cell of storage, in place of what was there.
  ///
  ///     outbox.save(entry, in: .log, synced: false)
  ///     outbox.save(total, in: .total, synced: false)
  ///     outbox.sync(.log)
  ///
  /// - Parameters:
  ///   - value: What to write.
  ///   - cell: Where to.
  ///   - synced: Whether the write certainly survives a crash. If not, `ActorSystem.unsyncedWrites` says what a
  ///     crash may do to it before the next sync of the cell, or synced write to it.
  @inlinable
  public mutating func save(_ value: A.Storage, in cell: A.Cell, synced: Bool = true) {
    cells.save(value, in: cell, synced: synced)
  }

  /// Makes the last write to a cell survive a crash, and no write to another.
  ///
  /// - Parameter cell: The cell.
  @inlinable
  public mutating func sync(_ cell: A.Cell) { cells.sync { $0 == cell } }

  /// Makes the last write survive a crash: in storage that has cells, the last one to each of them.
  public mutating func sync() {
    if let unsynced = disk.unsynced { disk = Disk(durable: unsynced) }
    cells.sync { _ in true }
  }
}
