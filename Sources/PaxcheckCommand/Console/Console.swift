import PaxcheckReport

/// The two streams of a command and what the environment says about them.
public struct Console: Sendable {
  let output: any OutputSink
  let errors: any OutputSink
  let environment: @Sendable (String) -> String?

  /// Results go to `output`, progress and errors to `errors`.
  public init(
    output: any OutputSink, errors: any OutputSink,
    environment: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.output = output
    self.errors = errors
    self.environment = environment
  }

  /// Writes a result. A reader who went away is no failure.
  func write(_ text: String) throws(CommandFailure) {
    do throws(OutputError) {
      try output.write(text)
    } catch {
      guard error != .closed else { return }
      throw CommandFailure(.inputOutput, "cannot write the result: \(error.reason)")
    }
  }

  /// Writes a message to a person. A failure is ignored: there is nowhere to report it.
  func writeError(_ text: String) {
    try? errors.write(text)
  }

  /// Whether text on this sink may have colours, where the user leaves it to us.
  func allowsColour(on sink: any OutputSink) -> Bool {
    let forbids = !(environment("NO_COLOR") ?? "").isEmpty
    return sink.isTerminal && !forbids && environment("TERM") != "dumb"
  }
}

extension Console {
  /// The style of results: as wide as the terminal; colours only on one that takes them, unless the user
  /// decides.
  func style(_ choice: ColourChoice?) -> TextStyle {
    let hasColour =
      switch choice ?? .auto {
      case .always: true
      case .never: false
      case .auto: allowsColour(on: output)
      }
    return TextStyle(hasColour: hasColour, width: width)
  }

  /// How many characters a line of a result should have: as many as the terminal, if it goes to one.
  var width: Int {
    guard output.isTerminal else { return TextStyle.defaultWidth }
    let told = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return told ?? output.columns ?? 80
  }
}
