/// The lines of a file that only ever grows at its end, and what a crash in the middle of a write has left
/// behind them.
///
/// A line counts when its end is there. What stands behind the last one that counts is *torn*, and may be
/// dropped because its write was never confirmed, if it looks like what a crash leaves:
///
/// - it has no end, and may be the beginning of a line; or
/// - a whole sector of it has nothing but zeros: the file had grown already, and this sector had not been
///   written when the power went (the write-ahead log of etcd tells a torn record by this).
///
/// Everything else that cannot be read is *damage*: something changed bytes that had been written.
package struct AppendedLines {
  /// The number of bytes that disks write as a whole.
  static let sectorSize = 512

  /// The lines that count, without their ends.
  package private(set) var lines: [ArraySlice<UInt8>]
  /// Where the bytes begin that are to be dropped; the end of the file if there are none.
  package private(set) var end: Int
  /// The number of bytes in the file.
  private let size: Int

  /// A line that cannot be read.
  package struct Damage: Error, Equatable {
    /// The number of the line in the file, counted from 1.
    package let line: Int
  }

  /// How many bytes are torn.
  package var tornCount: Int { size - end }

  /// Leaves out the last line that counts.
  package mutating func dropLast() {
    if let last = lines.popLast() { end = last.startIndex }
  }

  /// Takes a file apart.
  ///
  /// - Parameter isIntact: Whether the bytes of a line, given its number counted from 1, are what
  ///   were written there.
  package init(
    _ bytes: [UInt8], isIntact: (_ line: ArraySlice<UInt8>, _ number: Int) -> Bool
  ) throws(Damage) {
    var lines: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = rest[..<lineEnd]
      let following = bytes[(lineEnd + 1)...]
      guard isIntact(line, lines.count + 1) else {
        guard !following.contains(UInt8(ascii: "\n")),
          Self.hasSectorOfZeros(bytes[line.startIndex...])
        else { throw Damage(line: lines.count + 1) }
        break
      }
      lines.append(line)
      rest = following
    }
    if !rest.contains(UInt8(ascii: "\n")), Self.lostItsEnd(rest, lines.count + 1, isIntact) {
      throw Damage(line: lines.count + 1)
    }
    self.lines = lines
    end = rest.startIndex
    size = bytes.count
  }

  /// Whether bytes without a line's end begin with a whole line: they were not torn, but something else
  /// stands where its end was.
  private static func lostItsEnd(
    _ bytes: ArraySlice<UInt8>, _ number: Int,
    _ isIntact: (_ line: ArraySlice<UInt8>, _ number: Int) -> Bool
  ) -> Bool {
    bytes.indices.contains { place in
      let change = bytes[place] ^ UInt8(ascii: "\n")
      let mayBeEnd = change.nonzeroBitCount == 1 || place == bytes.endIndex - 1 && bytes[place] != 0
      return mayBeEnd && isIntact(bytes[..<place], number)
    }
  }

  /// Whether some sector of a file has nothing but zeros in what is behind a place.
  private static func hasSectorOfZeros(_ bytes: ArraySlice<UInt8>) -> Bool {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = min(bytes.endIndex, (start / sectorSize + 1) * sectorSize)
      if bytes[start..<end].allSatisfy({ $0 == 0 }) { return true }
      start = end
    }
    return false
  }
}
