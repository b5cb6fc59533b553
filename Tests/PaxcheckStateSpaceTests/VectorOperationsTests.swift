import Testing

@testable import PaxcheckStateSpace

@Suite struct `Vectors` {
  @Test(arguments: 1...17)
  func `are copied without touching what lies beside them`(width: Int) {
    let source = (0..<width).map { ComponentID($0 + 1) }
    var target = [ComponentID](repeating: 99, count: width + 2)
    target.withUnsafeMutableBufferPointer { copy(source, to: $0.baseAddress! + 1, width) }
    #expect(target == [99] + source + [99])
  }

  @Test(arguments: 1...17)
  func `are equal if no component differs`(width: Int) {
    let vector = (0..<width).map { ComponentID($0) }
    #expect(areEqual(vector, vector, width))
    for place in 0..<width {
      var other = vector
      other[place] = 99
      #expect(!areEqual(vector, other, width), "at \(place)")
    }
  }
}
