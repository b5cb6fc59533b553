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
  /// The number of the line that was read last.
  private(set) var number = 0

  /// Reads a file; without one, the standard input, line by line.
  init(script file: String?) throws(CommandFailure) {
    isScript = file != nil
    let text = try file.map { file throws(CommandFailure) in try TextFile.read(file) }
    script = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    if file != nil, script.last == "" { script.removeLast() }
    name = file ?? (isatty(STDIN_FILENO) == 1 ? nil : "standard input")
  }

  /// The next line, or `nil` at the end.
  mutating func next() -> String? {
    number += 1
    guard isScript else { return readLine() }
    guard number <= script.count else { return nil }
    return String(script[number - 1])
  }
}
