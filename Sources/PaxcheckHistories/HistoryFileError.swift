/// What is wrong with a recorded history, and where.
public struct HistoryFileError: Error, Hashable, CustomStringConvertible {
  /// The line, counted from 1; 0 if it is about the file as a whole.
  public let line: Int
  /// What is wrong, what was expected, and what to do.
  public let message: String

  public init(line: Int, _ message: String) {
    self.line = line
    self.message = message.printable
  }

  public var description: String { line == 0 ? message : "line \(line): \(message)" }
}
