import PaxcheckCommand
import PaxcheckKit
import Synchronization

/// What was written, instead of a terminal or a file.
final class Recorder: OutputSink {
  let isTerminal: Bool
  let columns: Int?
  private let failure: OutputError?
  private let written = Mutex("")

  init(isTerminal: Bool = false, columns: Int? = nil, failure: OutputError? = nil) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.failure = failure
  }

  var text: String { written.withLock { $0 } }

  func write(_ text: String) throws(OutputError) {
    if let failure { throw failure }
    written.withLock { $0 += text }
  }
}

/// A command that was run within the test.
struct Run {
  let status: ExitStatus
  let output: String
  let errors: String

  /// Runs the command line over the sample models.
  init(
    _ line: String,
    over models: [ModelDescription] = [
      Workers.description, Lamp.description, Fickle.description, Endless.description,
    ],
    output: Recorder = Recorder(), errors: Recorder = Recorder(),
    environment: [String: String] = [:], stop: StopSignal = StopSignal(),
    name: String = "paxcheck"
  ) {
    let catalogue = ModelCatalogue(models)
    let console = Console(output: output, errors: errors) { environment[$0] }
    status = PaxcheckCommand.run(
      catalogue, arguments: line.split(separator: " ").map(String.init), console: console,
      stop: stop, name: name)
    self.output = output.text
    self.errors = errors.text
  }

  /// Everything that depends on the command alone: times, threads and memory are left out.
  var transcript: String {
    let timeless = output.replacing(/[0-9.]+ s on .* at most/, with: "TIME AND MEMORY")
      .replacing(/[0-9.]+ s on [0-9]+ threads?/, with: "TIME")
      .replacing(#/  [0-9]\.[0-9]{3}(?=  )/#, with: "  0.000")
      .replacing(/"(peakMemoryBytes|seconds|threads)": [0-9.]+/) { "\"\($0.output.1)\": N" }
      .replacing(/time="[0-9.]+"/, with: "time=\"N\"")
    let parts = [timeless, errors.isEmpty ? "" : "--- errors\n\(errors)"]
    return parts.joined() + "--- exit \(status.rawValue)\n"
  }
}
