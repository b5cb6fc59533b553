import PaxcheckExplorer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads requests from a connection, and no more of each than a request may have: every byte is looked at
/// once, and what is too long is refused before it has been read to its end.
struct RequestReader {
  /// The bytes that the first line may have, all headers together, and their number.
  static let limits = (
    line: RequestTarget.limits.bytes + 64, headers: 16_384, headerCount: 100
  )
  /// How many milliseconds to wait for a request to begin, and for it to be complete then.
  static let patience = (beginning: 60_000, completion: 10_000)

  private let descriptor: Int32
  /// What came and belongs to no request that was read.
  private var bytes: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next request; `nil` if the client sends no more.
  mutating func next() throws(RequestError) -> RequestHead? {
    var lines: [Range<Int>] = []
    var (place, start) = (0, 0)
    var deadline: ContinuousClock.Instant?
    while true {
      while place < bytes.count {
        guard bytes[place] == UInt8(ascii: "\n") else {
          place += 1
          continue
        }
        let hasReturn = place > start && bytes[place - 1] == UInt8(ascii: "\r")
        let line = start..<(hasReturn ? place - 1 : place)
        place += 1
        start = place
        // Before a request there may be an empty line, which a client sent too many.
        if line.isEmpty, lines.isEmpty { continue }
        if line.isEmpty {
          defer { bytes.removeFirst(place) }
          return try RequestHead(lines.map { bytes[$0] })
        }
        lines.append(line)
        try checkLimits(lines, end: place)
      }
      try checkLimits(lines, end: place)
      if deadline == nil, !bytes.isEmpty {
        deadline = .now + .milliseconds(Self.patience.completion)
      }
      guard try receive(before: deadline) else { return nil }
    }
  }

  private func checkLimits(_ lines: [Range<Int>], end: Int) throws(RequestError) {
    guard let first = lines.first else {
      guard end <= Self.limits.line else {
        throw RequestError(414, "a request has at most \(RequestTarget.limits.bytes) bytes")
      }
      return
    }
    guard first.count <= Self.limits.line else {
      throw RequestError(414, "a request has at most \(RequestTarget.limits.bytes) bytes")
    }
    guard end - first.upperBound <= Self.limits.headers, lines.count <= Self.limits.headerCount
    else {
      throw RequestError(
        431,
        "a request has at most \(Self.limits.headerCount) headers of "
          + "\(Self.limits.headers) bytes in all")
    }
  }

  /// Waits for bytes; `false` if none come any more, since the client has gone or is silent.
  private mutating func receive(before deadline: ContinuousClock.Instant?) throws(RequestError)
    -> Bool
  {
    let rest = deadline.map { Int(max(.zero, $0 - .now) / .milliseconds(1)) }
    var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&file, 1, Int32(rest ?? Self.patience.beginning)) > 0 else {
      if deadline != nil { throw RequestError(408, "the request took too long") }
      return false
    }
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, initialized in
      count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      initialized = max(0, count)
    }
    bytes += chunk
    return count > 0
  }
}
