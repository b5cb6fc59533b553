import PaxcheckModel

/// An actor's storage of several cells: what survives a crash, and the later writes that may not.
@usableFromInline
package struct CellDisk<Cell: Hashable & Sendable, Value: Hashable & Sendable>: Hashable, Sendable {
  /// A write that was not synced.
  @usableFromInline
  package struct Write: Hashable, Sendable, CustomStringConvertible {
    @usableFromInline package let cell: Cell
    @usableFromInline package let value: Value

    @usableFromInline package var description: String {
      "\(PaxcheckModel.text(cell)): \(PaxcheckModel.text(value))"
    }
  }

  @usableFromInline package private(set) var durable: StoredCells<Cell, Value>
  /// In the order of writing, whatever their cells.
  @usableFromInline package private(set) var unsynced: [Write] = []

  @usableFromInline
  package init(durable: StoredCells<Cell, Value> = StoredCells()) { self.durable = durable }

  /// What was written last to each cell.
  package var written: StoredCells<Cell, Value> {
    var written = durable
    for write in unsynced { written.put(write.value, in: write.cell) }
    return written
  }

  @usableFromInline
  package mutating func save(_ value: Value, in cell: Cell, synced: Bool) {
    unsynced.append(Write(cell: cell, value: value))
    if synced { sync { $0 == cell } }
  }

  /// Makes what was written last to some cells survive.
  @usableFromInline
  package mutating func sync(_ isMeant: (Cell) -> Bool) {
    for write in unsynced where isMeant(write.cell) { durable.put(write.value, in: write.cell) }
    unsynced.removeAll { isMeant($0.cell) }
  }
}

// MARK: - Crashes

extension CellDisk {
  /// What a crash may lose, nothing first.
  package func losses(_ kept: UnsyncedWrites) -> [UnsyncedLoss] {
    let places = unsynced.indices
    checkCount(places.count + 1)
    switch kept {
    case .anyPrefix: return (0...places.count).map { loss(of: places.suffix($0)) }
    case .lastTorn:
      return (0...places.count).flatMap { count in
        let torn = places.dropLast(count).last
        return [loss(of: places.suffix(count))]
          + (torn.map { [loss(of: places.suffix(count), tearing: $0)] } ?? [])
      }
    case .anySubset:
      var cells: [[Int]] = []
      for place in places {
        if let known = cells.firstIndex(where: { unsynced[$0[0]].cell == unsynced[place].cell }) {
          cells[known].append(place)
        } else {
          cells.append([place])
        }
      }
      var subsets: [[Int]] = [[]]
      for places in cells {
        checkCount(subsets.count * (places.count + 1))
        subsets = subsets.flatMap { subset in
          (0...places.count).map { subset + Array(places.suffix($0)) }
        }
      }
      return subsets.map { loss(of: $0.sorted()) }
    }
  }

  /// A search numbers the steps of an actor in 16 bits.
  private func checkCount(_ count: Int) {
    Mistake.unless(
      count <= 4_096,
      "\(unsynced.count) writes to storage are not synced, so that a crash has \(count) outcomes or more; "
        + "an actor can have 4,096: sync its cells before")
  }

  private func loss(of places: some Sequence<Int>, tearing torn: Int? = nil) -> UnsyncedLoss {
    let damage = (torn.map { [$0] } ?? []) + places
    return UnsyncedLoss(
      damage.map {
        UnsyncedLoss.Write(place: $0, cell: ErasedValue(unsynced[$0].cell), isTorn: $0 == torn)
      })
  }

  /// What is left after a crash.
  @usableFromInline
  package func after(_ loss: UnsyncedLoss) -> CellDisk {
    var left = durable
    for (place, write) in unsynced.enumerated() {
      let damage = loss.writes.first { $0.place == place }
      if let damage, !damage.isTorn { continue }
      left.put(damage == nil ? write.value : nil, in: write.cell)
    }
    return CellDisk(durable: left)
  }
}
