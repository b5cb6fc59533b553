/// The files of a checkpoint: as little of a file system as it takes.
package protocol CheckpointFiles: Sendable {
  /// Reads `count` bytes of a file; fewer only at its end, none if it is not there.
  func read(_ name: String, at offset: Int, count: Int) throws(FileFailure) -> [UInt8]
  /// Writes bytes from `offset` on, over what is there.
  func write(_ bytes: [UInt8], to name: String, at offset: Int) throws(FileFailure)
  /// Removes a file if it is there.
  func remove(_ name: String) throws(FileFailure)
  /// Gives a file another name, that of another file if need be, which is gone then.
  func rename(_ name: String, to other: String) throws(FileFailure)
  /// Returns when a file's bytes would survive a loss of power.
  func synchronize(_ name: String) throws(FileFailure)
  /// Returns when the names of all files would survive a loss of power.
  func synchronizeFolder() throws(FileFailure)
}

/// Why a file could not be read or written, in the system's words.
package struct FileFailure: Error {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension CheckpointFiles {
  /// Puts bytes in the place of a file. Whatever happens, the file is the old one or the new.
  func replace(_ name: String, by bytes: [UInt8]) throws(FileFailure) {
    let draft = "\(name).draft"
    try remove(draft)
    try write(bytes, to: draft, at: 0)
    try synchronize(draft)
    try rename(draft, to: name)
    try synchronizeFolder()
  }

  /// Reads words, lowest byte first; `nil` if the file ends before them.
  func readWords(_ name: String, _ range: Range<Int>) throws(FileFailure) -> [UInt64]? {
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
  func writeWords(_ words: [UInt64], to name: String, at place: Int) throws(FileFailure) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * words.count)
    for word in words { withUnsafeBytes(of: word.littleEndian) { bytes += $0 } }
    try write(bytes, to: name, at: 8 * place)
  }
}
