public import PaxcheckConsistency
import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file line by line through a buffer of fixed size that only a longer line can grow.
struct LineReader: ~Copyable {
  private let file: OpenFile
  private let interruption: () -> StopReason?
  private var buffer: [UInt8] = Array(repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The number of the line read last, counted from 1.
  private(set) var line = 0

  /// Opens a file; `-` is the standard input.
  ///
  /// - Parameter interruption: Asked for a reason to stop whenever more is read.
  /// - Throws: `HistoryAccessError` if there is none, or it cannot be read.
  init(
    path: String, interruption: @escaping () -> StopReason? = { nil }
  ) throws(HistoryAccessError) {
    self.interruption = interruption
    do throws(SystemError) {
      file = try OpenFile(reading: path)
    } catch {
      throw HistoryAccessError(path: path, code: error.code)
    }
  }

  /// Calls `body` with the next line, without its end, if there is one.
  ///
  /// - Returns: What `body` returns, or `nil` at the end of the file.
  mutating func withNextLine<Result>(
    path: String, _ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Result
  ) throws -> Result? {
    var searched = start
    while true {
      if let newline = firstNewline(from: searched) {
        defer { start = newline + 1 }
        return try call(body, start..<newline)
      }
      if isAtEnd {
        guard start < end else { return nil }
        defer { start = end }
        return try call(body, start..<end)
      }
      searched = end - start
      try fill(path)
    }
  }

  private func firstNewline(from position: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard position < end, let base = bytes.baseAddress,
        let newline = memchr(base + position, 10, end - position)
      else { return nil }
      return UnsafeRawPointer(newline) - base
    }
  }

  private mutating func call<Result>(
    _ body: (UnsafeBufferPointer<UInt8>, Int) throws -> Result, _ range: Range<Int>
  ) rethrows -> Result {
    line += 1
    var range = range
    if let last = range.last, buffer[last] == 13 { range = range.lowerBound..<last }
    let number = line
    return try buffer.withUnsafeBufferPointer { bytes in
      try body(UnsafeBufferPointer(rebasing: bytes[range]), number)
    }
  }

  /// Moves what is left to the front, and reads on behind it.
  private mutating func fill(_ path: String) throws {
    if start > 0 {
      buffer.replaceSubrange(0..<(end - start), with: Array(buffer[start..<end]))
      (start, end) = (0, end - start)
    }
    if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    let room = buffer.count - end
    var count: Int
    repeat {
      if let reason = interruption() { throw HistoryReadingStopped(reason: reason, line: line) }
      count = buffer.withUnsafeMutableBytes { bytes in
        read(file.descriptor, bytes.baseAddress! + end, room)
      }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw HistoryAccessError(path: path, code: errno) }
    if count == 0 { isAtEnd = true }
    end += count
  }
}

/// Why a file could not be read.
public struct HistoryAccessError: Error, Hashable, CustomStringConvertible {
  public let path: String
  /// The system's error number.
  public let code: Int32

  public var isMissing: Bool { SystemError(code: code).isMissing }

  public var description: String { "cannot read '\(path)': \(SystemError(code: code))" }
}

/// A file was not read to its end.
public struct HistoryReadingStopped: Error, Hashable, CustomStringConvertible {
  public let reason: StopReason
  /// The last line that was read.
  public let line: Int

  public var description: String {
    "\(reason.rawValue) when \(line == 1 ? "1 line was" : "\(line) lines were") read"
  }
}
