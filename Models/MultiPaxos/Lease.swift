import PaxcheckKit

/// Who holds the one resource that a log has leases of.
public struct Lease: Hashable, Codable, Sendable, CustomStringConvertible {
  let holder: ActorID
  /// The entry that took the lease, or extended it last. A node that wants to end the lease names it, so
  /// that the end of the time that it ran to does not end what came after.
  var renewal: Entry.ID

  public var description: String { "\(holder) since \(renewal)" }
}

extension Lease? {
  /// Changes the lease by an entry of the log.
  mutating func apply(_ entry: Entry) {
    switch entry.operation {
    case .take where self == nil: self = Lease(holder: entry.id.author, renewal: entry.id)
    case .extend(self?.renewal): self?.renewal = entry.id
    case .release(nil), .release(self?.renewal): self = nil
    default: break
    }
  }
}
