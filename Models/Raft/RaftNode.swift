public import PaxcheckKit
public import RegisterClient

/// A node of a cluster that agrees on a log by Raft, and applies it to a register.
///
/// Each stage of the protocol has a file of its own. This one says which input is whose concern.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014; sorock
///   0.12, whose rules these are wherever they are sound.
public struct RaftNode: DeterministicActor {
  public typealias Message = RegisterMessage<RaftMessage>
  public typealias Event = RegisterHistory<RaftFacts>.Event

  public enum Timer: Hashable, Sendable {
    /// Makes itself the only member of a cluster that has none.
    case bootstrap
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
    /// Asks those again who have not answered.
    case resend
    /// Adds a node to the members, or removes it.
    case change(ActorID)
    /// Hands the lead over.
    case transfer
    /// Hands the lead over and follows, because the node is no member any more.
    case stepDown
    /// Keeps the state that the committed log has come to.
    case snapshot
    /// Puts a snapshot in the place of the entry whose state was kept.
    case fold
    /// Drops what is before the last snapshot.
    case compact
    /// Makes what was written last survive a crash.
    case sync
  }

  let setting: RaftSetting
  let id: ActorID
  /// Whether an operator begins a cluster here that has no members: on one node only.
  var mayBootstrap: Bool
  /// Whether a configuration is in effect only once it is committed, which is a mistake.
  var waitsToConfigure = false

  var storage: Storage
  /// What the last configuration in the log says.
  var membership: Membership
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
  /// The call of the leader that waits for the state of a snapshot.
  var fetch: Fetch?
  /// The answers that others must not have before the log is synced.
  var heldBack: [Envelope<Message>] = []
  /// Up to here the log is committed and applied.
  var commit: Int
  /// The term of the last barrier that is committed.
  var safeTerm = 0
  var machine = StateMachine()
  /// The requests whose clients wait for an entry of the log, by its index.
  var waiting: [Int: Command.Request.ID] = [:]
  /// The reads that a leader has the others confirm.
  var reads: [PendingRead] = []
  /// The reads that wait for an index of the log.
  var readable: [Command.Request.ID: Int] = [:]

  init(_ setting: RaftSetting, id: ActorID) {
    self.setting = setting
    self.id = id
    mayBootstrap = setting.isBlank && id.index == 0
    storage = Storage(log: setting.firstLog)
    membership = storage.log.membership
    synced = storage.log.last.index
    commit = storage.log.first
  }

  var term: Int { storage.ballot.term }
  var log: Log { storage.log }
  var isLeader: Bool { leadership != nil }

  public func start(_ outbox: inout Outbox<Self>) { setTimers(&outbox) }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .put(let serial, let value):
      submit(request(serial, of: sender, .write(value)), &outbox)
    case .get(let serial):
      read(request(serial, of: sender, .read).id, &outbox)
    case .internal(let message):
      if sender.index < setting.nodes { receive(message, from: sender, &outbox) }
    case .putOk, .getOk, .failed: break
    }
    finish(&outbox)
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .bootstrap: bootstrap(&outbox)
    case .campaign: setOut(&outbox)
    case .giveUp: campaign = nil
    case .suspect: hearsLeader = false
    case .heartbeat: beat(&outbox)
    case .propose: propose(&outbox)
    case .resend: askAgain(&outbox)
    case .change(let node): change(node, &outbox)
    case .transfer:
      storage.spent.transfers += 1
      transfer(&outbox)
    case .stepDown:
      transfer(&outbox)
      endLeadership()
    case .snapshot: takeSnapshot()
    case .fold: fold(&outbox)
    case .compact: compact()
    case .sync: sync(&outbox)
    }
    finish(&outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    if let storage { self.storage = storage }
    synced = log.last.index
    commit = log.snapshot
    membership = lastMembership
    machine = self.storage.snapshots[commit] ?? StateMachine()
    setTimers(&outbox)
  }

  /// What every handler ends with.
  func finish(_ outbox: inout Outbox<Self>) {
    setTimers(&outbox)
    save(&outbox)
  }
}
