import PaxcheckFiles
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Lines that tell whether they are intact: the second half repeats the first.
@Suite struct `Lines at the end of a file` {
  private func line(_ text: String) -> [UInt8] { Array("\(text)=\(text)".utf8) }

  private func isIntact(_ line: ArraySlice<UInt8>) -> Bool {
    let halves = line.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
    return halves.count == 2 && !halves[0].isEmpty && halves[0].elementsEqual(halves[1])
  }

  private func read(_ bytes: [UInt8]) throws(AppendedLines.Damage) -> AppendedLines {
    try AppendedLines(bytes) { line, _ in isIntact(line) }
  }

  private func file(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [10] } }

  private let lines = ["alpha", "beta", "gamma"].map { Array("\($0)=\($0)".utf8) }

  @Test func `count when they are whole`() throws {
    let content = try read(file(lines))
    #expect(content.lines.map { Array($0) } == lines)
    #expect(content.tornCount == 0)
    #expect(try read([]).lines.isEmpty)
  }

  @Test func `are torn wherever the last write stopped`() throws {
    let whole = file(lines)
    let kept = file(Array(lines.dropLast()))
    for length in kept.count..<whole.count {
      let content = try read(Array(whole[..<length]))
      #expect(content.lines.count == 2, "\(length)")
      #expect(content.end == kept.count)
      #expect(content.tornCount == length - kept.count)
    }
  }

  @Test func `are torn where sectors were not written`() throws {
    let kept = file(Array(lines.dropLast()))
    let long = line(String(repeating: "x", count: 2000))
    // Zeros behind the file's end, with whatever was written of the last line before.
    for written in [0, 1, 500] {
      for zeros in [1, 600, 4096] {
        let bytes = kept + long.prefix(written) + [UInt8](repeating: 0, count: zeros)
        #expect(try read(bytes).lines.count == 2)
      }
    }
    // A sector in the middle is missing, and the end is there.
    var bytes = kept + long + [10]
    for place in 1024..<1536 { bytes[place] = 0 }
    #expect(try read(bytes).end == kept.count)
    // That is no excuse for what stands before other lines.
    #expect(throws: AppendedLines.Damage.self) { try read(bytes + lines[0] + [10]) }
  }

  @Test func `are damaged by every bit that flips`() throws {
    let whole = file(lines)
    for place in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[place] ^= 1 << bit
        // A line's end more, or a zero for one, may look like something else; nothing may be lost.
        #expect(throws: AppendedLines.Damage.self, "bit \(bit) of byte \(place)") {
          try read(bytes)
        }
      }
    }
  }

  @Test func `can be taken back`() throws {
    var content = try read(file(lines) + Array("del".utf8))
    content.dropLast()
    #expect(content.end == file(Array(lines.dropLast())).count)
    #expect(content.lines.count == 2)
  }

  @Test func `are what an oracle says, after random changes`() throws {
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<Effort.share(of: 2_000) {
      let texts = (0..<generator.below(5)).map { _ in
        String(repeating: "ab", count: 1 + generator.below(3))
      }
      let lines = texts.map(line)
      let whole = file(lines)
      let cut = generator.below(whole.count + 1)
      let content = try read(Array(whole[..<cut]))
      // The whole lines that end before the cut.
      var end = 0
      var count = 0
      for line in lines {
        guard end + line.count + 1 <= cut else { break }
        end += line.count + 1
        count += 1
      }
      #expect(content.lines.count == count)
      #expect(content.end == end)
    }
  }
}
