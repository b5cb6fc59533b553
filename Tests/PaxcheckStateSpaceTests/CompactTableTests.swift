import Testing

@testable import PaxcheckStateSpace

@Suite struct `A compact table` {
  /// With few distinct hashes, everything has to be told apart by comparison.
  @Test(arguments: [UInt64(3), 1_000, .max])
  func `finds what was added and nothing else, whatever collides`(distinctHashes: UInt64) {
    @Sendable func hash(_ rank: UInt32) -> UInt64 {
      ComponentTables.mix(UInt64(rank) % distinctHashes)
    }
    let table = CompactTable()
    let count = distinctHashes == 3 ? 2_000 : 40_000
    for known in stride(from: 0, to: count, by: 1_000) {
      table.makeRoom(for: known + 1_000, known: known, hash: hash)
      for rank in known..<known + 1_000 { table.slots.add(hash(UInt32(rank)), UInt32(rank)) }
    }
    for rank in stride(from: UInt32(0), to: UInt32(count), by: 17) {
      #expect(table.slots.find(hash(rank)) { $0 == rank } == rank)
    }
    let missing = UInt32(count)
    #expect(table.slots.find(hash(missing)) { $0 == missing } == nil)
    #expect(table.byteCount >= 4 * count && table.capacity >= count)
  }

  @Test func `grows by half`() {
    let table = CompactTable()
    let before = table.byteCount
    let expected = table.growth(for: table.capacity + 1)
    table.makeRoom(for: table.capacity + 1, known: 0) { _ in 0 }
    #expect(table.byteCount - before == expected)
    #expect(table.growth(for: table.capacity) == 0)
  }
}
