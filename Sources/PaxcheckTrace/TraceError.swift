/// Why a text is not a trace.
public struct TraceError: Error, Hashable, CustomStringConvertible {
  /// The line, counted from 1.
  public let line: Int
  /// What is wrong there, and what would be right.
  public let message: String

  public var description: String { "line \(line): \(message)" }
}
