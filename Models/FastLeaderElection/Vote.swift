/// Whom a node wants to lead, and what that one has of the log.
public struct Vote: Hashable, Codable, Sendable, CustomStringConvertible {
  let leader: Int
  /// The number of the last transaction in the candidate's log.
  let transaction: Int
  /// The number of the last leadership that the candidate has accepted.
  let epoch: Int

  public var description: String { "\(leader) (epoch: \(epoch), transaction: \(transaction))" }

  /// Whether the vote's candidate has more, or has as much and the greater number: a total order.
  func isBetter(than other: Self) -> Bool {
    (epoch, transaction, leader) > (other.epoch, other.transaction, other.leader)
  }

  /// The same, as ZooKeeper had it once: of candidates with the same last transaction the greater number counts
  /// more than the epoch, so that of two votes each may be better than the other.
  func isBetterInSomeRespect(than other: Self) -> Bool {
    epoch > other.epoch || epoch == other.epoch && transaction > other.transaction
      || transaction == other.transaction && leader > other.leader
  }
}
