import PaxcheckKit
import RegisterClient

/// What the entries of a log leave behind when they are applied in order.
public struct LogState: Hashable, Codable, Sendable, CustomStringConvertible {
  /// What the register holds.
  private(set) var register: Letter?
  /// What was applied, in order: the log may have an entry twice, but it is applied once.
  var applied: [Entry.ID] = []
  /// The rounds whose entries changed the cluster.
  private(set) var changes: [Int] = []
  private(set) var lease: Lease?

  /// What a log leaves behind up to its first gap.
  init(of log: [Entry?] = []) {
    for (round, entry) in log.enumerated() {
      guard let entry else { break }
      apply(entry, of: round)
    }
  }

  mutating func apply(_ entry: Entry, of round: Int) {
    guard !applied.contains(entry.id) else { return }
    applied.append(entry.id)
    switch entry.operation {
    case .none, .fill, .read, .verify: break
    case .take, .extend, .release: lease.apply(entry)
    case .write(let value): register = value
    case .change(let epoch): if epoch == changes.count + 1 { changes.append(round) }
    }
  }

  public var description: String {
    "register: \(register?.description ?? "none"), applied: \(applied), changes: \(changes)"
      + (lease.map { ", lease: \($0)" } ?? "")
  }
}

/// What stands for the first rounds of a log, so that their entries and votes need not be retained.
public struct Snapshot: Hashable, Codable, Sendable, CustomStringConvertible {
  /// How many rounds it stands for.
  var rounds = 0
  var state = LogState()

  public var description: String { "\(rounds) rounds, \(state)" }
}
