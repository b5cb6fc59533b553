import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file of lines that grows at its end and belongs to this process alone while it is open.
final class AppendFile {
  let path: String
  private let file: OpenFile
  /// The length in bytes.
  private(set) var size: Int

  /// Opens a file, or makes an empty one.
  init(path: String) throws(RuntimeError) {
    let file = try RuntimeError.about(path) { () throws(SystemError) in
      try OpenFile(path, O_RDWR | O_CREAT | O_APPEND)
    }
    guard try RuntimeError.about(path, { () throws(SystemError) in try file.lock() }) else {
      throw .file(path: path, reason: "it is being written to already")
    }
    self.path = path
    size = try RuntimeError.about(path) { () throws(SystemError) in try file.size() }
    self.file = file
  }

  /// Everything in the file.
  func contents() throws(RuntimeError) -> [UInt8] {
    try RuntimeError.about(path) { () throws(SystemError) in try file.read(at: 0, count: size) }
  }

  /// The lines that count in what is in the file.
  ///
  /// - Parameter isIntact: Whether a line, given its number counted from 1, is what was written there. Only
  ///   those at the end are asked about.
  func lines(
    in bytes: [UInt8], _ isIntact: (_ line: ArraySlice<UInt8>, _ number: Int) -> Bool
  ) throws(RuntimeError) -> AppendedLines {
    let lastEnd = bytes.lastIndex(of: UInt8(ascii: "\n")) ?? 0
    do throws(AppendedLines.Damage) {
      return try AppendedLines(bytes) { line, number in
        line.endIndex < lastEnd || isIntact(line, number)
      }
    } catch {
      throw .malformed(path: path, line: error.line, reason: "the line is damaged")
    }
  }

  /// Appends a line: afterwards it is out of this process's hands, so that killing the process does
  /// not lose it.
  func append(_ line: String) throws(RuntimeError) {
    let bytes = Array("\(line)\n".utf8)
    try RuntimeError.about(path) { () throws(SystemError) in try file.write(bytes) }
    size += bytes.count
  }

  /// Waits until everything is on the disk, so that a loss of power does not lose it.
  func synchronize() throws(RuntimeError) {
    try RuntimeError.about(path) { () throws(SystemError) in try file.synchronize() }
  }

  /// Cuts off what stands behind a length.
  func truncate(to length: Int) throws(RuntimeError) {
    try RuntimeError.about(path) { () throws(SystemError) in try file.truncate(to: length) }
    size = length
    try synchronize()
  }

  /// Puts another file in the place of this path's, which is there completely or not at all.
  static func replace(_ path: String, with lines: [String]) throws(RuntimeError) {
    let text = lines.map { "\($0)\n" }.joined()
    try RuntimeError.about(path) { () throws(SystemError) in
      try Folder.replace(path, by: Array(text.utf8))
    }
  }
}

extension RuntimeError {
  /// Does something with a file, and tells its name if that fails.
  static func about<Result: ~Copyable>(
    _ path: String, _ work: () throws(SystemError) -> Result
  ) throws(RuntimeError) -> Result {
    do throws(SystemError) {
      return try work()
    } catch {
      throw .file(path: path, reason: error.description)
    }
  }
}
