import BuiltInModels
import PaxcheckCommand
import PaxcheckKit
import Synchronization

/// What a command prints, errors and all.
final class Buffer: OutputSink {
  private let contents = Mutex("")

  var text: String { contents.withLock { $0 } }
  var isTerminal: Bool { false }

  func write(_ text: String) throws(OutputError) { contents.withLock { $0 += text } }

  /// Runs a command and returns what it printed.
  static func output(
    of arguments: [String], _ catalogue: ModelCatalogue = .builtIn, name: String = "paxcheck"
  ) -> String {
    let sink = Buffer()
    _ = PaxcheckCommand.run(
      catalogue, arguments: arguments, console: Console(output: sink, errors: sink),
      stop: StopSignal(), name: name)
    return sink.text
  }
}
