public import PaxcheckCatalogue

/// A sweep that a user asked for, and what came of it: what a report is written from.
public struct SweepRun: Sendable {
  /// What the program is called in the commands that a report proposes.
  public let program: String
  public let report: SweepReport
  public let threads: Int
  /// The words of the command line that say how to search, such as `--reduce inert`.
  public let options: [String]
  public let elapsed: Duration

  public init(
    program: String, report: SweepReport, threads: Int, options: [String], elapsed: Duration
  ) {
    self.program = program
    self.report = report
    self.threads = threads
    self.options = options
    self.elapsed = elapsed
  }

  /// The command that searches a cell.
  func commandLine(_ cell: SweepReport.Cell) -> String {
    ([program, "check-bfs", report.sweep.model.name] + cell.assignments + options)
      .map(\.shellQuoted).joined(separator: " ")
  }

  /// The parameters of a cell that the axes choose.
  func place(_ cell: SweepReport.Cell) -> String {
    cell.assignments.suffix(cell.values.count).joined(separator: " ")
  }

  var title: String {
    ([report.sweep.model.name] + report.sweep.fixed).joined(separator: " ")
  }
}
