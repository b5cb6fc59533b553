import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct `nibble arrays` {
  @Test func `keep what is stored, and nothing else changes`() throws {
    var generator = SeededGenerator(seed: 7)
    var array = NibbleArray<UInt32>()
    var reference = Array(repeating: 0, count: NibbleArray<UInt32>.count)
    try withEvery("step", in: 0..<500) { _ in
      let (position, value) = (generator.below(8), generator.below(16))
      array[position] = value
      reference[position] = value
      try #require(reference.indices.map { array[$0] } == reference)
    }
  }

  @Test func `print without the zeros at the end`() {
    var array = NibbleArray<UInt64>()
    #expect("\(array)" == "[]")
    array[2] = 15
    #expect("\(array)" == "[0, 0, 15]")
  }

  @Test func `refuse what does not fit`() async {
    await #expect(processExitsWith: .failure) {
      var array = NibbleArray<UInt32>()
      array[0] = 16
    }
    await #expect(processExitsWith: .failure) {
      var array = NibbleArray<UInt32>()
      array[8] = 1
    }
  }
}
