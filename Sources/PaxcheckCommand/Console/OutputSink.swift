/// Where text goes: a file descriptor, or a buffer in a test.
public protocol OutputSink: Sendable {
  /// Writes all of the text, or throws.
  func write(_ text: String) throws(OutputError)

  /// Whether a person watches.
  var isTerminal: Bool { get }

  /// How many characters fit into a line of the terminal, if that is known.
  var columns: Int? { get }
}

extension OutputSink {
  public var columns: Int? { nil }
}

/// Why text could not be written.
public enum OutputError: Error, Hashable {
  /// The reader closed the pipe (`| head`); not an error.
  case closed
  /// The system refused, for this reason.
  case failed(String)
}

extension OutputError {
  /// The system's words.
  var reason: String {
    switch self {
    case .closed: "nobody reads it"
    case .failed(let why): why
    }
  }
}
