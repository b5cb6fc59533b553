public import PaxcheckConsistency
import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a history, read in chunks into a buffer that only a longer token or line makes grow.
///
/// What stands before the position is forgotten when more is read, but not what stands behind the mark.
struct HistoryInput: ~Copyable {
  /// The bytes that are there. Read `position..<end` only; `fill` may move them.
  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var end: Int
  /// The place of the next byte.
  var position = 0
  /// The place of the first byte that is kept when more is read, if it stands before the position.
  var mark = Int.max
  /// The number of the line of the next byte, counted from 1.
  private(set) var line: Int
  /// Why reading ended before the end of the file. It looks like an end until then.
  private(set) var failure: (any Error)?
  /// Whether this is a part of a line, such as the value in a log.
  let isExcerpt: Bool

  private let path: String
  private let file: OpenFile?
  private let descriptor: Int32
  private let interruption: () -> StopReason?
  private var buffer: UnsafeMutableBufferPointer<UInt8>?
  /// Whether nothing follows what is there.
  private(set) var isAtEnd: Bool
  /// The place at which the line of the next byte begins; negative if that is forgotten.
  private var lineStart = 0

  /// Opens a file; `-` is the standard input.
  ///
  /// - Parameters:
  ///   - chunk: How many bytes are read at once; more if a token or line is longer.
  ///   - interruption: Asked for a reason to stop whenever more is read.
  /// - Throws: `HistoryAccessError` if there is none, or it cannot be read.
  init(
    path: String, chunk: Int, interruption: @escaping () -> StopReason? = { nil }
  ) throws(HistoryAccessError) {
    let file: OpenFile
    do throws(SystemError) {
      file = try OpenFile(reading: path)
    } catch {
      throw HistoryAccessError(path: path, code: error.code)
    }
    self.init(file, path: path, chunk: chunk, interruption: interruption)
  }

  private init(
    _ file: consuming OpenFile, path: String, chunk: Int, interruption: @escaping () -> StopReason?
  ) {
    descriptor = file.descriptor
    self.file = consume file
    self.path = path
    self.interruption = interruption
    let memory = malloc(chunk)!
    let buffer = UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: UInt8.self, capacity: chunk), count: chunk)
    self.buffer = buffer
    (bytes, end, line, isAtEnd, isExcerpt) = (
      UnsafePointer(buffer.baseAddress!), 0, 1, false, false
    )
  }

  /// Bytes that are there already, and that outlive this.
  ///
  /// - Parameter line: The number of their line, if they are a part of one.
  init(_ excerpt: UnsafeBufferPointer<UInt8>, line: Int? = nil) {
    file = nil
    descriptor = -1
    (path, interruption, buffer) = ("", { nil }, nil)
    // Nothing is read where nothing is.
    bytes = excerpt.baseAddress ?? UnsafePointer(bitPattern: 1)!
    (end, self.line, isAtEnd, isExcerpt) = (excerpt.count, line ?? 1, true, line != nil)
  }

  deinit { free(buffer?.baseAddress) }

  /// The column of the next byte, counted from 1.
  var column: Int { position - lineStart + 1 }

  /// The bytes from the mark up to the next one. They are valid until more is read.
  var marked: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + mark, count: position - mark)
  }

  /// Whether there is a next byte, in the buffer or after reading more.
  var hasNext: Bool {
    mutating get { position < end || fill() }
  }

  /// The byte behind the next one, if there is one.
  mutating func second() -> UInt8? {
    while position + 1 >= end { guard fill() else { return nil } }
    return bytes[position + 1]
  }

  /// Notes that the line ends with the next byte.
  mutating func noteNewline() {
    line += 1
    lineStart = position + 1
  }

  /// The most bytes that are read before the limits are looked at again.
  private static var largestRead: Int { 1 << 20 }

  /// Reads more behind what is there.
  ///
  /// - Returns: Whether there was more.
  @inline(never)
  mutating func fill() -> Bool {
    guard !isAtEnd, var buffer else { return false }
    let kept = min(mark, position)
    if kept > 0 {
      memmove(buffer.baseAddress!, buffer.baseAddress! + kept, end - kept)
      (position, end, lineStart) = (position - kept, end - kept, lineStart - kept)
      if mark != .max { mark -= kept }
    }
    if end == buffer.count {
      // The system moves large memory without copying it, so that it is never there twice.
      let capacity = 2 * buffer.count
      guard let larger = realloc(buffer.baseAddress, capacity) else {
        failure = HistoryReadingStopped(reason: .memoryLimit, line: line - 1)
        isAtEnd = true
        return false
      }
      buffer = UnsafeMutableBufferPointer(
        start: larger.bindMemory(to: UInt8.self, capacity: capacity), count: capacity)
      self.buffer = buffer
    }
    bytes = UnsafePointer(buffer.baseAddress!)
    var count: Int
    repeat {
      if let reason = interruption() {
        failure = HistoryReadingStopped(reason: reason, line: line - 1)
        isAtEnd = true
        return false
      }
      count = read(descriptor, buffer.baseAddress! + end, min(buffer.count - end, Self.largestRead))
    } while count < 0 && errno == EINTR
    if count < 0 { failure = HistoryAccessError(path: path, code: errno) }
    isAtEnd = count <= 0
    end += max(count, 0)
    return count > 0
  }

  /// The first bytes, as many as are read at once, for a look at the format.
  mutating func beginning() -> UnsafeBufferPointer<UInt8> {
    mark = 0
    let place = position
    while end < buffer?.count ?? 0, fill() {}
    (mark, position) = (.max, place)
    return UnsafeBufferPointer(start: bytes, count: end)
  }

  /// The next line without its end, if there is one, and its number. It is valid until more is read.
  mutating func nextLine() -> (bytes: UnsafeBufferPointer<UInt8>, number: Int)? {
    guard hasNext else { return nil }
    var searched = 0
    mark = position
    while true {
      let rest = end - position - searched
      if let newline = memchr(bytes + position + searched, 10, rest) {
        let length = UnsafeRawPointer(newline) - UnsafeRawPointer(bytes + position)
        return take(length, isWhole: true)
      }
      searched = end - position
      guard fill() else { return take(searched, isWhole: false) }
    }
  }

  private mutating func take(
    _ length: Int, isWhole: Bool
  ) -> (bytes: UnsafeBufferPointer<UInt8>, number: Int) {
    let start = bytes + position
    let hasReturn = length > 0 && start[length - 1] == 13
    let taken = UnsafeBufferPointer(start: start, count: hasReturn ? length - 1 : length)
    let number = line
    position += length
    mark = .max
    if isWhole {
      noteNewline()
      position += 1
    }
    return (taken, number)
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
  /// The last line that was read to its end.
  public let line: Int

  public var description: String {
    "\(reason.rawValue) when \(line == 1 ? "1 line was" : "\(line) lines were") read"
  }
}
