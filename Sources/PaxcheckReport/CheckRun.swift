public import PaxcheckCatalogue
import PaxcheckModel

/// A search that a user asked for, and what came of it: what a report is written from.
public struct CheckRun: Sendable {
  /// What the program is called in the commands that a report proposes.
  public let program: String
  /// The name of the command: `check-bfs`.
  public let command: String
  /// How the search went about it, in a few words: `breadth-first`.
  public let method: String
  public let report: CheckReport
  public let threads: Int
  /// The seed of random runs.
  public let seed: UInt64?
  public let elapsed: Duration
  /// The most memory that the process had at any time.
  public let peakMemoryBytes: Int
  /// The command line that makes the same search again.
  public let commandLine: String
  /// The files that traces were saved to, by the name of the property.
  public let traceFiles: [String: String]

  public init(
    program: String, command: String, method: String, report: CheckReport, threads: Int,
    seed: UInt64? = nil, elapsed: Duration, peakMemoryBytes: Int, commandLine: String,
    traceFiles: [String: String] = [:]
  ) {
    self.program = program
    self.command = command
    self.method = method
    self.report = report
    self.threads = threads
    self.seed = seed
    self.elapsed = elapsed
    self.peakMemoryBytes = peakMemoryBytes
    self.commandLine = commandLine
    self.traceFiles = traceFiles
  }
}
