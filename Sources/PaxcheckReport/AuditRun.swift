public import PaxcheckCatalogue

/// An audit that a user asked for, and what came of it: what a report is written from.
public struct AuditRun: Sendable {
  /// What the program is called in the commands that a report proposes.
  public let program: String
  public let audit: AuditReport
  public let threads: Int
  /// How random runs were chosen, and their seed; `nil` if every state was looked at.
  public let method: String?
  /// The words of the command line that say how to search, such as `--max-depth 5`, with the seed if it
  /// was drawn.
  public let options: [String]
  public let elapsed: Duration

  public init(
    program: String, audit: AuditReport, threads: Int, method: String? = nil,
    options: [String] = [], elapsed: Duration
  ) {
    self.program = program
    self.audit = audit
    self.threads = threads
    self.method = method
    self.options = options
    self.elapsed = elapsed
  }

  /// The command that looks at a mutant, or at the model itself, in the way of the audit.
  func commandLine(_ mutation: Mutation? = nil) -> String {
    let words = [
      program, method == nil ? "check-bfs" : "simulate", audit.model, mutation?.place ?? "",
      mutation.map { "mutation=\($0.name)" } ?? "",
    ]
    return (words.filter { !$0.isEmpty } + options.map(\.shellQuoted)).joined(separator: " ")
  }
}
