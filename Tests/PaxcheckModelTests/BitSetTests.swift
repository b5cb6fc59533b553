import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct `bit sets` {
  @Test func `behave like sets of numbers`() throws {
    try withEvery("left", in: 0..<32 as Range<UInt64>) { left in
      try withEvery("right", in: 0..<32 as Range<UInt64>) { right in
        let (a, b) = (BitSet<Int>(word: left), BitSet<Int>(word: right))
        let (x, y) = (Set(a), Set(b))
        try #require(a.count == x.count && a.isEmpty == x.isEmpty)
        try #require(Set(a.union(b)) == x.union(y))
        try #require(Set(a.intersection(b)) == x.intersection(y))
        try #require(Set(a.symmetricDifference(b)) == x.symmetricDifference(y))
        try #require(Set(a.subtracting(b)) == x.subtracting(y))
        try #require(a.isSubset(of: b) == x.isSubset(of: y))
        try #require(a.isDisjoint(with: b) == x.isDisjoint(with: y))
      }
    }
  }

  @Test func `insert and remove like sets`() throws {
    try withEvery("set", in: 0..<32 as Range<UInt64>) { word in
      try withEvery("element", in: 0..<5) { element in
        var set = BitSet<Int>(word: word)
        var reference = Set(set)
        try #require(set.contains(element) == reference.contains(element))
        try #require(set.insert(element).inserted == reference.insert(element).inserted)
        try #require(Set(set) == reference)
        try #require(set.remove(element) == reference.remove(element))
        try #require(Set(set) == reference)
      }
    }
  }

  @Test func `come in order, and print so`() {
    let set: BitSet<Int> = [63, 5, 0, 5]
    #expect(Array(set) == [0, 5, 63])
    #expect("\(set)" == "{0, 5, 63}")
    #expect("\(BitSet<Int>())" == "{}")
  }

  @Test func `hold all numbers below a bound`() throws {
    try withEvery("bound", in: 0...64) { bound in
      try #require(Array(BitSet(below: bound)) == Array(0..<bound))
    }
  }

  @Test func `refuse what they have no bit for`() async {
    await #expect(processExitsWith: .failure) {
      var set: BitSet<Int> = []
      set.insert(64)
    }
  }
}
