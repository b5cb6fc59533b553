import BuiltInModels
import PaxcheckCommand
import PaxcheckKit
import Synchronization

/// A command over the built-in models, and what it said.
struct Transcript {
  var text: String
  let status: Int

  init(_ arguments: [String]) {
    let sink = Buffer()
    status = Int(
      PaxcheckCommand.run(
        .builtIn, arguments: arguments, console: Console(output: sink, errors: sink),
        stop: StopSignal()
      ).rawValue)
    text = sink.text
  }

  func replacing(_ word: String, with other: String) -> Transcript {
    var copy = self
    copy.text = text.replacing(word, with: other)
    return copy
  }
}

/// What a command printed, errors among it.
private final class Buffer: OutputSink {
  private let contents = Mutex("")

  var text: String { contents.withLock { $0 } }
  var isTerminal: Bool { false }
  func write(_ text: String) { contents.withLock { $0 += text } }
}
