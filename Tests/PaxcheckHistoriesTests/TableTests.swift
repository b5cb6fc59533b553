import PaxcheckModel
import Testing

@testable import PaxcheckHistories

@Suite struct `Tables of numbers` {
  /// Whole numbers as recorders make them: counted, in steps, in ranges that are far apart, or drawn.
  private static let patterns: [[Int]] = {
    var generator = SeededGenerator(seed: 1)
    let count = 20_000
    let steps = [1, 2, 3, 10, 1_000, 1 << 10, 1 << 20, 1 << 32, 1 << 40].map { step in
      (0..<count).map { $0 * step }
    }
    let ranges = (0..<count).map { $0 % 5 * 1_000_000_007 + $0 / 5 }
    let drawn = (0..<count).map { _ in Int(truncatingIfNeeded: generator.next()) }
    let ends = [Int.min, .max, -1, 0, 1, .min + 1, .max - 1]
    return steps + steps.map { $0.map { -$0 } } + [ranges, drawn, ends]
  }()

  @Test func `give each value a number of its own, however the values are spread`() {
    for pattern in Self.patterns {
      var table = ValueTable()
      let text = table.number(of: .string("1"))
      let numbers = pattern.map { table.number(of: .integer($0)) }
      #expect(Set(numbers + [text, ValueTable.null]).count == Set(pattern).count + 2)
      for (number, value) in zip(numbers, pattern) {
        guard table[number] == .integer(value), table.number(of: .integer(value)) == number,
          table.knownNumber(of: .integer(value)) == number
        else {
          Issue.record("\(value) in steps of \(pattern[1] - pattern[0])")
          break
        }
      }
      #expect(table.knownNumber(of: .integer(123_456_789_123)) == nil)
    }
  }

  @Test func `number clients in the order in which they appear`() {
    for pattern in Self.patterns {
      var clients = ClientNumbers()
      var known: [Int: Int] = [:]
      for client in pattern.prefix(5_000) + pattern.prefix(5_000) {
        let expected = known[client] ?? known.count
        known[client] = expected
        guard clients.number(of: client) == expected else {
          Issue.record("\(client)")
          break
        }
      }
      #expect(clients.count == known.count)
    }
  }
}
