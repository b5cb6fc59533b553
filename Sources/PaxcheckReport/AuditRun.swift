public import PaxcheckCatalogue

/// An audit that a user asked for, and what came of it: what a report is written from.
public struct AuditRun: Sendable {
  public let audit: AuditReport
  public let threads: Int
  public let elapsed: Duration

  public init(audit: AuditReport, threads: Int, elapsed: Duration) {
    self.audit = audit
    self.threads = threads
    self.elapsed = elapsed
  }
}
