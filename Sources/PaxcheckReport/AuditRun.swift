public import PaxcheckCatalogue

/// An audit that a user asked for, and what came of it: what a report is written from.
public struct AuditRun: Sendable {
  public let audit: AuditReport
  public let threads: Int
  /// How random runs were chosen, and their seed; `nil` if every state was looked at.
  public let method: String?
  public let elapsed: Duration

  public init(audit: AuditReport, threads: Int, method: String? = nil, elapsed: Duration) {
    self.audit = audit
    self.threads = threads
    self.method = method
    self.elapsed = elapsed
  }
}
