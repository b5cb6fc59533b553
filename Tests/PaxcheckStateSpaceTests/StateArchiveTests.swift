import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckStateSpace

/// The archives against a dictionary, on vectors whose components repeat.
@Suite struct `An archive of states` {
  private static let width = 5

  private static func archive(_ layout: StorageLayout, isShared: Bool) -> any StateArchive {
    StorageChoice(StorageSettings(layout: layout), width: width, isShared: isShared).firstArchive
  }

  private func vectors(_ seed: UInt64, _ count: Int) -> [[ComponentID]] {
    var generator = SeededGenerator(seed: seed, run: 0)
    return (0..<count).map { _ in
      (0..<Self.width).map { ComponentID($0) * 100 + ComponentID(generator.below(12)) }
    }
  }

  private func fill(
    _ buffer: CandidateBuffer, _ vectors: some Collection<[ComponentID]>, _ hashMask: UInt64
  ) {
    buffer.count = 0
    for vector in vectors {
      for place in vector.indices {
        buffer.vectors[buffer.count * Self.width + place] = vector[place]
      }
      let hash = vector.reduce(0) { $0 &+ ComponentTables.hash(of: $1) }
      buffer.hashes[buffer.count] = hash & hashMask
      buffer.count += 1
    }
  }

  @Test(arguments: [StorageLayout.flat, .tree], [UInt64.max, 0x3, 0xFFFF_0000_0000_0000])
  func `knows exactly what was added, whatever collides`(layout: StorageLayout, mask: UInt64) {
    let archive = Self.archive(layout, isShared: mask == .max)
    let buffer = CandidateBuffer(width: Self.width)
    var ranks: [[ComponentID]: UInt32] = [:]
    var kept: [[ComponentID]] = []
    let all = vectors(7, mask == 3 ? 1_000 : Effort.isFull ? 20_000 : 5_000)
    for start in stride(from: 0, to: all.count, by: 100) {
      fill(buffer, all[start..<min(start + 100, all.count)], mask)
      archive.find(buffer)
      var new: [(vector: [ComponentID], key: UInt64)] = []
      let known = ranks
      for (index, vector) in all[start..<min(start + 100, all.count)].enumerated() {
        #expect(buffer.ranks[index] == known[vector] ?? CandidateBuffer.unknownRank)
        if ranks[vector] == nil {
          ranks[vector] = UInt32(kept.count)
          kept.append(vector)
          new.append((vector, buffer.keys[index]))
        }
      }
      fill(buffer, new.map(\.vector), mask)
      for index in new.indices {
        buffer.ranks[index] = UInt32(kept.count - new.count + index)
        buffer.keys[index] = new[index].key
      }
      archive.makeRoom(for: kept.count, .alone)
      archive.add(buffer)
    }
    #expect(archive.count == kept.count)
    for start in stride(from: 0, to: kept.count, by: 32) {
      let range = start..<min(start + 32, kept.count)
      archive.read(0..<range.count, of: Block(range), to: buffer.parents)
      for (index, rank) in range.enumerated() {
        let row = buffer.parents + index * Self.width
        #expect((0..<Self.width).map { row[$0] } == kept[rank])
      }
    }
  }
}
