public import PaxcheckKit

/// A node of a cluster that agrees on a log by Raft as its paper has it: a leader sends entries whenever there
/// is something new, does not wait for answers, and does not know which message an answer is for.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014.
public struct AppendNode: DeterministicActor {
  public typealias Message = AppendMessage
  public typealias Event = AppendFacts.Event

  public enum Timer: Hashable, Sendable {
    /// Sets out to lead.
    case election
    /// Sends every other node what it lacks.
    case heartbeat
    /// A client writes.
    case request
    /// A client reads.
    case read
    /// Puts a snapshot in the place of what is committed.
    case compact
  }

  /// What a node must not forget.
  public struct Storage: Hashable, Codable, Sendable {
    var term = 0
    /// Who has the node's vote in this term.
    var vote: ActorID?
    var log: AppendLog
  }

  enum Role: Hashable, Sendable {
    case follower
    /// With the others' votes.
    case candidate(BitSet<Int>)
    /// With what it knows of each node's log, its own included, which it has no use for.
    case leader([Progress])
  }

  /// How far a node's log is known to follow the leader's.
  struct Progress: Hashable, Sendable {
    /// Up to here the logs are the same.
    var match = 0
    /// The index of the next entry to send.
    var next: Int
  }

  let setting: AppendSetting
  let id: ActorID
  var storage: Storage
  var role = Role.follower
  /// Up to here the log is committed.
  var commit: Int
  /// The term of the leader whose entries the node stored last: a claim asks for it.
  var writtenIn = 0

  init(_ setting: AppendSetting, id: ActorID) {
    self.setting = setting
    self.id = id
    storage = Storage(log: setting.firstLog)
    commit = setting.firstLog.last
  }

  var term: Int { storage.term }
  var log: AppendLog { storage.log }
  var isLeader: Bool { if case .leader = role { true } else { false } }
  var peers: [ActorID] { (0..<setting.nodes).map { ActorID($0) }.filter { $0 != id } }

  /// Whether so many other nodes make a majority together with this one.
  func isMajority(with others: Int) -> Bool { others + 1 >= Quorum.majority(of: setting.nodes) }

  public mutating func start(_ outbox: inout Outbox<Self>) { finish(&outbox) }

  /// A node that hears of a later term enters it, and ignores messages of earlier ones.
  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard message.term >= term else { return }
    if message.term > term { enter(message.term) }
    switch message {
    case .requestVote(_, let last): consider(sender, last: last, &outbox)
    case .vote: count(voteOf: sender, &outbox)
    case .append(_, let previous, let entries, let commit):
      take(entries, after: previous, commit: commit, from: sender, &outbox)
    case .snapshot(_, let snapshot): take(snapshot, from: sender, &outbox)
    case .answer(_, let isSuccess, let index):
      note(index, of: sender, isSuccess: isSuccess, &outbox)
    }
    noteRetry(after: message, of: sender, &outbox)
    finish(&outbox)
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .election: setOut(&outbox)
    case .heartbeat: sendToAll(&outbox)
    case .request: append(.write, &outbox)
    case .read: read(&outbox)
    case .compact: storage.log.compact(upTo: commit)
    }
    finish(&outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    if let storage { self.storage = storage }
    commit = max(log.snapshot.last.index, setting.firstLog.last)
    finish(&outbox)
  }

  /// What every handler ends with.
  func finish(_ outbox: inout Outbox<Self>) {
    set(.election, if: !isLeader, &outbox)
    set(.heartbeat, if: isLeader, &outbox)
    set(.request, if: isLeader, &outbox)
    set(.read, if: setting.hasReads && (isLeader || setting.readsLocally), &outbox)
    set(.compact, if: setting.takesSnapshots && commit > log.snapshot.last.index, &outbox)
    if setting.mayCrash { outbox.save(storage) }
  }

  /// A timer that runs goes on, unless the node has just voted, or has heard its leader.
  private func set(_ timer: Timer, if isWanted: Bool, _ outbox: inout Outbox<Self>) {
    if !isWanted {
      outbox.cancel(timer)
    } else if !outbox.timers.elements.contains(timer) {
      outbox.set(timer)
    }
  }

  public func duration(of timer: Timer) -> ClosedRange<Int> {
    timer == .election ? 150...300 : 50...100
  }
}
