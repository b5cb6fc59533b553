public import PaxcheckKit

/// What was true once, for the rules that make Raft safe: it outlives the states in which it showed.
public struct RaftFacts: HistoryVariable {
  public enum Event: Hashable, Codable, Sendable {
    /// A node became the leader of a term, with this log.
    case elected(term: Int, log: [LogEntry])
    /// A node in a term committed entries, which follow those that it had committed before.
    case committed([LogEntry], term: Int)
    /// A leader with this log changes the members.
    case configured(log: [LogEntry])
    /// A node took a snapshot, and these were the members at first.
    case folded(LogEntry, members: Members)
    /// A client is told what came of its request.
    case answered(Command.Request.ID)
  }

  /// Who became the leader of a term, and what it had.
  struct Leader: Hashable, Sendable {
    let node: ActorID
    let log: [LogEntry]
  }

  /// An entry that a node took for committed, and the term of the first node that did.
  struct Committed: Hashable, Sendable {
    let entry: LogEntry
    let term: Int
  }

  /// The leaders by their terms.
  private(set) var leaders: [Int: Leader] = [:]
  /// The entries that are committed, but for the one that every log begins with.
  private(set) var committed: [Committed] = []

  /// Whether no term had two leaders.
  private(set) var isElectionSafe = true
  /// Whether every leader had all that was committed in earlier terms.
  private(set) var areLeadersComplete = true
  /// Whether no two nodes committed different entries in one place.
  private(set) var isCommittedAlike = true
  /// Whether no leader changed the members while an earlier change in its log was open.
  private(set) var areChangesInTurn = true
  /// Whether every snapshot tells who the members were at its place.
  private(set) var areSnapshotsRight = true
  /// Whether clients were told only of what is committed.
  private(set) var isHonest = true

  public mutating func record(_ event: Event, by node: ActorID) {
    switch event {
    case .elected(let term, let log):
      if let leader = leaders[term], leader.node != node { isElectionSafe = false }
      let leader = Leader(node: node, log: log)
      for known in committed where known.term < term && !leader.has(known.entry) {
        areLeadersComplete = false
      }
      leaders[term] = leader
    case .committed(let entries, let term):
      for entry in entries { commit(entry, in: term) }
    case .configured(let log):
      let isOpen = log.dropFirst().contains { entry in
        entry.command.members != nil && !committed.contains { $0.entry.agrees(with: entry) }
      }
      if isOpen { areChangesInTurn = false }
    case .folded(let snapshot, let first):
      let before = committed.last {
        $0.entry.index <= snapshot.index && $0.entry.command.members != nil
      }
      let members = before?.entry.command.members ?? first
      if snapshot.command.members != members { areSnapshotsRight = false }
    case .answered(let id):
      if !committed.contains(where: { $0.entry.command.request == id }) { isHonest = false }
    }
  }

  private mutating func commit(_ entry: LogEntry, in term: Int) {
    let place = entry.index - 2
    if committed.indices.contains(place) {
      if !committed[place].entry.agrees(with: entry) { isCommittedAlike = false }
    } else if place == committed.count {
      committed.append(Committed(entry: entry, term: term))
      for (later, leader) in leaders where later > term && !leader.has(entry) {
        areLeadersComplete = false
      }
    } else {
      isCommittedAlike = false
    }
  }
}

extension RaftFacts.Leader {
  fileprivate func has(_ entry: LogEntry) -> Bool {
    log[0].index > entry.index || log.contains { $0.agrees(with: entry) }
  }
}

extension Command {
  /// The request that the command runs.
  var request: Request.ID? {
    if case .execute(let request) = self { request.id } else { nil }
  }
}
