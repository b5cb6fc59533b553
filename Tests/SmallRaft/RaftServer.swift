public import PaxcheckKit

/// A server of Raft: it elects leaders and replicates their log.
///
/// - SeeAlso: D. Ongaro and J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014,
///   figure 2.
public struct RaftServer: DeterministicActor {
  public typealias Message = RaftMessage

  /// What bounds the space, and what is wrong with the servers.
  public struct Setting: Hashable, Sendable {
    public var servers = 3
    public var maxTerm = 2
    public var commands = 1
    public var bug: Bug?

    public init() {}
  }

  public enum Bug: Hashable, Sendable, CaseIterable {
    /// A server votes for whoever asks.
    case votesTwice
    /// A server votes for candidates whose logs lack what its own has.
    case ignoresLogs
    /// A server appends without a look at what comes before.
    case appendsAnywhere
  }

  public enum Role: Hashable, Sendable {
    case follower
    case candidate(votes: BitSet<Int>)
    /// How much of the log each server has.
    case leader(matching: [Int])
  }

  public enum Timer: Hashable, Sendable { case election, command }

  /// What survives a crash.
  public struct Storage: Hashable, Sendable {
    public var term = 0
    public var vote: Int?
    public var log: [RaftEntry] = []
  }

  public let setting: Setting
  public var role = Role.follower
  public var stable = Storage()
  /// How many entries are committed, as far as the server knows.
  public var committed = 0

  public var term: Int { stable.term }
  public var log: [RaftEntry] { stable.log }
  public var isLeader: Bool { if case .leader = role { true } else { false } }

  public init(_ setting: Setting) { self.setting = setting }

  public func start(_ outbox: inout Outbox<Self>) { outbox.set(.election) }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    stable = storage ?? Storage()
    awaitElection(&outbox)
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .election: stand(&outbox)
    case .command: append(&outbox)
    }
  }

  public mutating func receive(
    _ message: RaftMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if message.term > term { follow(message.term, &outbox) }
    guard message.term == term else { return }
    switch message {
    case .requestVote(_, let lastTerm, let count):
      answer(lastTerm, count, sender, &outbox)
    case .vote: collectVote(of: sender, &outbox)
    case .append(_, let lastTerm, let count, let entries, let committed):
      accept(entries, after: count, lastTerm, committed, sender, &outbox)
    case .appended(_, let count): note(count, of: sender, &outbox)
    case .rejected(_, let count): send(to: sender, from: count, &outbox)
    }
  }
}

// MARK: - Elections

extension RaftServer {
  private var lastTerm: Int { log.last?.term ?? 0 }

  /// The other servers.
  private func others(_ outbox: Outbox<Self>) -> [ActorID] {
    (0..<setting.servers).map { ActorID($0) }.filter { $0 != outbox.id }
  }

  private func awaitElection(_ outbox: inout Outbox<Self>) {
    if term < setting.maxTerm { outbox.set(.election) } else { outbox.cancel(.election) }
    outbox.cancel(.command)
  }

  private mutating func follow(_ term: Int, _ outbox: inout Outbox<Self>) {
    role = .follower
    stable.term = term
    stable.vote = nil
    outbox.save(stable)
    awaitElection(&outbox)
  }

  private mutating func stand(_ outbox: inout Outbox<Self>) {
    follow(term + 1, &outbox)
    stable.vote = outbox.id.index
    outbox.save(stable)
    role = .candidate(votes: [outbox.id.index])
    outbox.broadcast(
      .requestVote(term: term, lastTerm: lastTerm, count: log.count), to: others(outbox))
  }

  private mutating func answer(
    _ candidateTerm: Int, _ count: Int, _ sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    let isFree = stable.vote.map { $0 == sender.index } ?? true
    let isUpToDate = (candidateTerm, count) >= (lastTerm, log.count)
    guard isFree || setting.bug == .votesTwice, isUpToDate || setting.bug == .ignoresLogs else {
      return
    }
    stable.vote = sender.index
    outbox.save(stable)
    outbox.send(.vote(term: term), to: sender)
  }

  private mutating func collectVote(of sender: ActorID, _ outbox: inout Outbox<Self>) {
    guard case .candidate(var votes) = role else { return }
    votes.insert(sender.index)
    role = .candidate(votes: votes)
    guard 2 * votes.count > setting.servers else { return }
    role = .leader(matching: Array(repeating: 0, count: setting.servers))
    outbox.cancel(.election)
    if log.count < setting.commands { outbox.set(.command) }
    for other in others(outbox) { send(to: other, from: log.count, &outbox) }
  }
}

// MARK: - Replication

extension RaftServer {
  /// A leader takes a command from a client.
  private mutating func append(_ outbox: inout Outbox<Self>) {
    stable.log.append(RaftEntry(term: term, command: log.count))
    outbox.save(stable)
    if log.count < setting.commands { outbox.set(.command) }
    for other in others(outbox) { send(to: other, from: log.count - 1, &outbox) }
  }

  private func send(to other: ActorID, from count: Int, _ outbox: inout Outbox<Self>) {
    guard isLeader else { return }
    outbox.send(
      .append(
        term: term, lastTerm: count == 0 ? 0 : log[count - 1].term, count: count,
        entries: Array(log[count...]), committed: committed), to: other)
  }

  private mutating func accept(
    _ entries: [RaftEntry], after count: Int, _ lastTerm: Int, _ committed: Int,
    _ leader: ActorID, _ outbox: inout Outbox<Self>
  ) {
    role = .follower
    let fits = count <= log.count && (count == 0 || log[count - 1].term == lastTerm)
    guard fits || setting.bug == .appendsAnywhere else {
      return outbox.send(.rejected(term: term, count: count - 1), to: leader)
    }
    var log = self.log
    for (index, entry) in zip(count..., entries) {
      if index < log.count, log[index].term != entry.term { log.removeSubrange(index...) }
      if index >= log.count { log.append(entry) }
    }
    if log != self.log {
      stable.log = log
      outbox.save(stable)
    }
    self.committed = max(self.committed, min(committed, count + entries.count, log.count))
    outbox.send(.appended(term: term, count: count + entries.count), to: leader)
  }

  private mutating func note(_ count: Int, of sender: ActorID, _ outbox: inout Outbox<Self>) {
    guard case .leader(var matching) = role else { return }
    matching[sender.index] = max(matching[sender.index], count)
    matching[outbox.id.index] = log.count
    role = .leader(matching: matching)
    let safe = matching.sorted(by: >)[setting.servers / 2]
    // Only entries of its own term are committed by counting (section 5.4.2).
    if safe > committed, log[safe - 1].term == term { committed = safe }
  }
}
