import PaxcheckFiles

extension FileStore {
  /// Reads words, lowest byte first; `nil` if the file ends before them.
  func readWords(_ name: String, _ range: Range<Int>) throws(SystemError) -> [UInt64]? {
    let bytes = try read(name, at: 8 * range.lowerBound, count: 8 * range.count)
    guard bytes.count == 8 * range.count else { return nil }
    return bytes.withUnsafeBytes { bytes in
      range.indices.map {
        UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: 8 * ($0 - range.lowerBound), as: UInt64.self))
      }
    }
  }

  /// Writes words, lowest byte first.
  func writeWords(_ words: [UInt64], to name: String, at place: Int) throws(SystemError) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * words.count)
    for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    try write(bytes, to: name, at: 8 * place)
  }
}
