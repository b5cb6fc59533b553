import PaxcheckModel
import Testing

@testable import PaxcheckStateSpace

@Suite struct `Rows in segments` {
  private static let segment = 1 << 18

  @Test func `tell what addresses more of them take before they take them`() {
    let rows = SegmentedRows<UInt64>(width: 3)
    // Large memory begins and ends with a large page, which takes one more for a moment.
    let size = Self.segment * 3 * 8 + 1 << 21
    #expect(rows.addressGrowth(for: 0) == 0)
    #expect(rows.addressGrowth(for: 1) == size)
    #expect(rows.addressGrowth(for: Self.segment) == size)
    #expect(rows.addressGrowth(for: Self.segment + 1) == 2 * size)
    rows.reserve(Self.segment + 1)
    #expect(rows.addressGrowth(for: 2 * Self.segment) == 0)
    #expect(rows.addressGrowth(for: 2 * Self.segment + 1) == size)
    rows.release(0)
    #expect(rows.addressGrowth(for: 2 * Self.segment) == size)
  }

  @Test(arguments: [StorageLayout.flat, .tree])
  func `are part of what an archive is about to take`(layout: StorageLayout) {
    let archive = StorageChoice(StorageSettings(layout: layout), width: 4, isShared: false)
      .firstArchive
    // For flat states their vectors, for a tree the pairs and the halves.
    let rows = layout == .flat ? [16] : [8, 8, 8]
    func segments(_ rows: [Int]) -> Int { rows.reduce(0) { $0 + $1 * Self.segment + 1 << 21 } }
    #expect(archive.addressGrowth(for: 1) == segments(rows))
    archive.makeRoom(for: 1, .alone)
    #expect(archive.addressGrowth(for: 2) == 0)
    // No half is known yet, so one segment still has room for as many.
    let many = Self.segment + 1
    #expect(
      archive.addressGrowth(for: many) == archive.growth(for: many) + segments([rows[0]]))
  }
}
