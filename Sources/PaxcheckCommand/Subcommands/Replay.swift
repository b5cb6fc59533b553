import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport
import PaxcheckTrace

extension Subcommand {
  /// Traces, taken again.
  static let replay = Subcommand(
    name: "replay",
    summary: "take traces step by step through their models, and judge them again",
    usage: "TRACE… [options]",
    operands: .files,
    examples: [
      Example(
        command: "paxcheck replay Traces/single-decree-paxos/value-chosen.trace",
        purpose: "see whether the model still behaves like this"),
      Example(command: "paxcheck replay Traces/*/*.trace", purpose: "a whole collection"),
      Example(command: "paxcheck replay -", purpose: "a trace from the standard input"),
    ],
    options: [Option<Bool>.quiet.description, Option<Bool>.help.description]
  ) { (invocation, session) throws(CommandFailure) in
    guard !invocation.operands.isEmpty else {
      throw .usage("no trace is given; write '\(session.program) replay FILE'")
    }
    var worst = ExitStatus.asExpected
    for file in invocation.operands {
      do throws(CommandFailure) {
        let line = try replay(file, in: session.catalogue)
        if !invocation[.quiet] { try session.console.write("\(line)\n") }
      } catch  where invocation.operands.count > 1 && error.status != .usage {
        session.console.writeError("\(session.program) replay: \(error.message.withoutLongWords)\n")
        if error.status.rawValue > worst.rawValue { worst = error.status }
      }
    }
    return worst
  }

  /// Takes the trace in a file through its model.
  ///
  /// - Returns: What it shows, in a line.
  private static func replay(
    _ file: String, in catalogue: ModelCatalogue
  ) throws(CommandFailure) -> String {
    let trace = try Trace(file: file)
    do {
      let replay = try catalogue.replay(trace)
      let steps = replay.steps.counted("step")
      guard !trace.expectsFixed else {
        return "\(file): fixed, '\(trace.property)' no longer fails after \(steps)"
      }
      let what = trace.expectation.kind.verdict
      let violation = replay.violation.map { ": \($0)" } ?? ""
      return "\(file): replays, '\(trace.property)' is \(what) in \(steps)\(violation)"
    } catch let error as ReplayError {
      let line = error.step.map { ":\(trace.line(ofStep: $0))" } ?? ""
      throw CommandFailure(.unexpected, "\(file)\(line): \(error)")
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }
}
