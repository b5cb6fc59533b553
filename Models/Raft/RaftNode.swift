public import PaxcheckKit
public import RegisterClient

/// A node of a cluster that agrees on a log by Raft, and applies it to a register.
///
/// Each stage of the protocol has a file of its own, in the order of Raft's paper: elections, replication,
/// commits, clients. This one says which input is whose concern.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014; sorock
///   0.12, whose rules these are wherever they are sound.
public struct RaftNode: DeterministicActor {
  public typealias Message = RegisterMessage<RaftMessage>
  public typealias Event = RegisterHistory<RaftFacts>.Event

  public enum Timer: Hashable, Sendable {
    /// Sets out to lead.
    case campaign
    /// Gives up a campaign that not all have answered.
    case giveUp
    /// Suspects that the leader has failed.
    case suspect
    /// Tells the others that the leader is alive, and what is committed.
    case heartbeat
    /// Appends an entry for the leader's own sake.
    case propose
    /// Gives up the calls that are not answered, and sends them again.
    case resend
    /// Makes what was written last survive a crash.
    case sync
  }

  /// What a node must not forget.
  public struct Storage: Hashable, Codable, Sendable {
    var ballot = Ballot()
    var log: Log
    /// What the node has done by itself so far: the model's concern, not part of the node's memory.
    var spent = Spent()
  }

  /// How often a node did what it may do so often only.
  struct Spent: Hashable, Codable, Sendable {
    var campaigns = 0
    var entries = 0
    var heartbeats = 0
    var resends = 0
  }

  let setting: RaftSetting
  let id: ActorID

  var storage: Storage
  /// The campaign under way.
  var campaign: Campaign?
  /// What the node knows as a leader; `nil` if it does not lead.
  var leadership: Leadership?
  /// Whether the node has heard the leader since it last suspected it.
  var hearsLeader = false
  /// Up to here the log is known to be what the leader of this term has.
  var verified = 0
  /// Up to here the log is on the disk.
  var synced: Int
  /// The answers that others must not have before the log is synced.
  var heldBack: [Envelope<Message>] = []
  /// Up to here the log is committed and applied.
  var commit: Int
  /// The term of the last barrier that is committed.
  var safeTerm = 0
  var machine = StateMachine()
  /// The requests whose clients wait for an entry of the log, by its index.
  var waiting: [Int: Command.Request.ID] = [:]

  init(_ setting: RaftSetting, id: ActorID) {
    self.setting = setting
    self.id = id
    storage = Storage(log: setting.firstLog)
    synced = storage.log.last.index
    commit = storage.log.first
  }

  var term: Int { storage.ballot.term }
  var log: Log { storage.log }
  var isLeader: Bool { leadership != nil }
  /// The nodes whose votes and logs count.
  var members: [ActorID] { setting.members }
  var peers: [ActorID] { members.filter { $0 != id } }

  public func start(_ outbox: inout Outbox<Self>) { setTimers(&outbox) }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .put(let serial, let value):
      submit(request(serial, of: sender, .write(value)), &outbox)
    case .get(let serial):
      submit(request(serial, of: sender, .read), &outbox)
    case .internal(let message):
      if members.contains(sender) { receive(message, from: sender, &outbox) }
    case .putOk, .getOk, .failed: break
    }
    finish(&outbox)
  }

  private mutating func receive(
    _ message: RaftMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .requestVote(let phase, let term, let last):
      consider(phase, of: sender, term: term, last: last, &outbox)
    case .vote(let phase, let term, let isGranted):
      count(phase, of: sender, term: term, isGranted: isGranted, &outbox)
    case .replicate(let term, let previous, let entries):
      insert(entries, after: previous, from: sender, term: term, &outbox)
    case .replicated(let term, let next, let inserted, let last):
      note(inserted, of: sender, term: term, next: next, last: last, &outbox)
    case .heartbeat(let term, let commit):
      hear(from: sender, term: term, commit: commit, &outbox)
    case .delegation(let request):
      append(request, &outbox)
    }
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .campaign: setOut(&outbox)
    case .giveUp: campaign = nil
    case .suspect: hearsLeader = false
    case .heartbeat: beat(&outbox)
    case .propose: propose(&outbox)
    case .resend: resend(&outbox)
    case .sync: sync(&outbox)
    }
    finish(&outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    if let storage { self.storage = storage }
    synced = log.last.index
    setTimers(&outbox)
  }

  /// What every handler ends with.
  func finish(_ outbox: inout Outbox<Self>) {
    setTimers(&outbox)
    save(&outbox)
  }
}
