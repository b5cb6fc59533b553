import PaxcheckSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the explorer's commands come from: a script, or the standard input.
struct CommandLines {
  /// The name of the script, for messages; `nil` for a person at a terminal, who is prompted.
  let name: String?
  private var script: [Substring]
  private let isScript: Bool
  private var input: StandardInput
  /// The number of the line that was read last.
  private(set) var number = 0

  /// Reads a file; without one, the standard input, line by line, until a stop is requested.
  init(script file: String?, stop: StopSignal) throws(CommandFailure) {
    isScript = file != nil
    input = StandardInput(stop: stop)
    let text = try file.map { file throws(CommandFailure) in try TextFile.read(file) }
    script = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    if file != nil, script.last == "" { script.removeLast() }
    name = file ?? (isatty(STDIN_FILENO) == 1 ? nil : "standard input")
  }

  /// The next line, or `nil` at the end.
  mutating func next() -> String? {
    number += 1
    guard isScript else { return input.nextLine() }
    guard number <= script.count else { return nil }
    return String(script[number - 1])
  }
}

/// The lines of the standard input, until a signal comes; `readLine()` would go on reading then.
private struct StandardInput {
  let stop: StopSignal
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  init(stop: StopSignal) { self.stop = stop }

  /// The next line without its end; `nil` at the end of the input, or if a stop is requested.
  mutating func nextLine() -> String? {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeSubrange(...end) }
        return String(decoding: bytes[..<end], as: UTF8.self)
      }
      if isAtEnd {
        defer { bytes = [] }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      }
      guard isReady() else { return nil }
      fill()
    }
  }

  /// Waits until there is something to read; `false` if a stop is requested.
  private func isReady() -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !stop.isRequested {
      // Not for ever: the signal may come between the question and the wait.
      if poll(&input, 1, 500) > 0 { return true }
    }
    return false
  }

  private mutating func fill() {
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 12) { buffer, initialized in
      count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
      initialized = max(0, count)
    }
    bytes += chunk
    isAtEnd = count == 0 || count < 0 && errno != EINTR
  }
}
