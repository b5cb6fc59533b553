import Dispatch
import PaxcheckModel
import Testing

@testable import PaxcheckStateSpace

@Suite struct `A set of fingerprints` {
  /// Numbers that are spread, or that crowd together in few buckets.
  @Test(arguments: [64, 40, 17, 12])
  func `holds exactly what was added`(bits: Int) {
    var generator = SeededGenerator(seed: UInt64(bits), run: 0)
    let set = FingerprintSet()
    var expected: Set<UInt64> = []
    var numbers: [UInt64] = [0, .max]
    numbers += (0..<40_000).map { _ in
      Fingerprints(bits: bits).cut(generator.next())
    }
    for start in stride(from: 0, to: numbers.count, by: 1_000) {
      let part = numbers[start..<min(start + 1_000, numbers.count)]
      // The set grows several times.
      set.makeRoom(for: 40 * start)
      for number in part {
        if set.contains(number) != expected.contains(number) { Issue.record("\(number)") }
        set.insert(number)
        expected.insert(number)
      }
    }
    #expect(numbers.allSatisfy { set.contains($0) })
    for _ in 0..<10_000 {
      let number = Fingerprints(bits: bits).cut(generator.next())
      if set.contains(number) != expected.contains(number) { Issue.record("\(number)") }
    }
  }

  @Test func `holds what several threads added at the same time`() {
    let set = FingerprintSet()
    let count = 50_000
    set.makeRoom(for: count)
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for number in stride(from: thread, to: count, by: 4) {
        set.insert(ComponentTables.mix(UInt64(number)))
      }
    }
    #expect((0..<count).allSatisfy { set.contains(ComponentTables.mix(UInt64($0))) })
    #expect((count..<2 * count).allSatisfy { !set.contains(ComponentTables.mix(UInt64($0))) })
  }
}

@Suite struct `A fingerprint` {
  @Test func `is the same in every process`() {
    let vector: [ComponentID] = [3, 1, 4, 1, 5, 9, 2, 6, 53, 58_979, .max]
    #expect(MultilinearHash(width: vector.count)(vector) == 0x43AD_EB3D_17FE_E111)
  }

  @Test func `depends on every component and on its place`() {
    var generator = SeededGenerator(seed: 5, run: 0)
    let hash = MultilinearHash(width: 4)
    var seen: Set<UInt64> = []
    for a in 0..<12 as Range<ComponentID> {
      for b in 0..<12 as Range<ComponentID> {
        for c in 0..<12 as Range<ComponentID> {
          seen.insert(hash([a, b, c, ComponentID(generator.below(2)) << 31]))
        }
      }
    }
    #expect(seen.count == 12 * 12 * 12)
  }

  /// The chance that random functions take two of *n* + 1 states to the same number.
  @Test func `is equal by chance at most as often as it is said`() {
    for bits in 1...20 {
      for states in [0, 1, 2, 3, 10, 100, 1_000] {
        let numbers = Double(1 << bits)
        let distinct = (0...states).reduce(1.0) { $0 * max(0, 1 - Double($1) / numbers) }
        let bound = Fingerprints(bits: bits).missProbability(states: states)
        #expect(1 - distinct <= bound * 1.000_001)
        #expect(bound <= 1)
        if bound < 0.1 { #expect(bound <= 1.2 * (1 - distinct)) }
      }
    }
  }
}

@Suite struct `A page of vectors` {
  @Test(arguments: [1, 7, 8, 9, 30])
  func `gives back what was written, from any place on`(width: Int) {
    var generator = SeededGenerator(seed: UInt64(width), run: 0)
    var vectors: [ComponentID] = []
    for index in 0..<VectorPage.capacity * width {
      let isChanged = index < width || generator.below(4) == 0
      let shift = generator.below(32)
      vectors.append(
        isChanged ? ComponentID(generator.below(1 << 32)) >> shift : vectors[index - width])
    }
    let page = VectorPage(100..<100 + UInt32(VectorPage.capacity), vectors, width: width)
    for first in page.ranks {
      var reader = VectorPage.Reader(page)
      var vector = [ComponentID](repeating: 0, count: width)
      for rank in stride(from: first, to: page.ranks.upperBound, by: 3) {
        #expect(reader.isAhead(rank))
        reader.advance(to: rank, &vector, width)
        let start = Int(rank - 100) * width
        #expect(vector == Array(vectors[start..<start + width]))
      }
      #expect(!reader.isAhead(first))
    }
  }
}
