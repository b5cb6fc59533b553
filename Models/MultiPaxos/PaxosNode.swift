public import PaxcheckKit
public import RegisterClient

/// A node that plays all parts of Multi-Paxos: candidate, leader, acceptor and learner, and keeps a
/// register that the log of chosen entries is applied to.
///
/// The log has a place for each round. A node that wants an entry in the log reserves a round, wins
/// an election that covers this round and all later ones, and proposes. It skips the election while
/// it leads. Once a majority has accepted the entry, the leader commits it, and tells the others.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §3; paxakos, README, for the vocabulary.
public struct PaxosNode: DeterministicActor {
  public typealias Message = RegisterMessage<MultiPaxosMessage>
  public typealias Event = RegisterHistory<LogFacts>.Event

  public enum Timer: Hashable, Sendable {
    /// Submits an entry and attempts to have it chosen for a round; an earlier attempt of this node
    /// at the same round is given up.
    case append(round: Int)
    /// Has an entry that does nothing chosen for a round that holds up later ones, or whatever may be
    /// chosen there already.
    case fill(round: Int)
    /// Asks the others what is chosen for the first open round.
    case catchUp
    /// Gives up what has become of the oldest request, and begins anew.
    case retry
    /// Tells the client of a request that failed that it will not be tried again.
    case giveUp
    /// Appends nothing, so that others hear of the leader; who does not lead peeks.
    case heartbeat
    /// Appends nothing, in order to lead.
    case campaign
    /// Takes the lease, or extends it.
    case takeLease
    /// Ends the lease.
    case releaseLease
    /// Makes what was written last survive a crash.
    case sync
    /// Takes a snapshot of what is applied.
    case takeSnapshot
    /// Has the others compare their states with that of the node.
    case verify
    /// Stops the node.
    case shutDown
  }

  /// What a node must not forget.
  public struct Storage: Hashable, Codable, Sendable {
    var acceptor: Acceptor
    /// What the node knows to be chosen, by round.
    var committed: [Entry?]
    /// What stands for the first rounds, about which the node retains nothing else.
    var snapshot = Snapshot()
    /// Whether the node found out that its state is not what the log says.
    var isEjected = false
    /// Tells the node's identity from those that it had before.
    var incarnation = 0
    /// What the history does not know yet of what led here; `nil` once it does. It is the model's
    /// concern, not part of the node's memory.
    var facts: [LogFacts.Event]?
  }

  let configuration: MultiPaxosConfiguration
  let id: ActorID

  var storage: Storage
  var leadership: Leadership?
  /// The attempts under way, by round.
  var attempts: [Attempt] = []
  /// What clients wait for, the oldest first.
  var requests: [Entry] = []
  /// The requests that some node may have accepted, where clients are to be told.
  var exposed: Set<Entry> = []
  /// The leader that the node has heard of, where requests are delegated.
  var leader: KnownLeader?
  /// What others must not hear of before the storage is synced; `nil` if it is.
  var unsynced: [Envelope<Message>]?
  /// Whether the node was told to stop.
  var isShutDown = false

  init(_ configuration: MultiPaxosConfiguration, id: ActorID) {
    self.configuration = configuration
    self.id = id
    storage = Storage(
      acceptor: Acceptor(rounds: configuration.rounds),
      committed: Array(repeating: nil, count: configuration.rounds))
  }

  public mutating func start(_ outbox: inout Outbox<Self>) { setTimers(&outbox) }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    let before = storage
    switch message {
    case .put(let request, let value):
      submit(
        Entry(id: Entry.ID(author: sender, serial: request), operation: .write(value)), &outbox)
    case .get(let request):
      submit(Entry(id: Entry.ID(author: sender, serial: request), operation: .read), &outbox)
    case .internal(let message):
      if isAboutThisLog(message) && !isShutDown { receive(message, from: sender, &outbox) }
    case .putOk, .getOk, .failed: break
    }
    setTimers(&outbox)
    save(changesSince: before, &outbox)
  }

  private mutating func receive(
    _ message: MultiPaxosMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .prepare, .propose:
      consider(message, from: sender, &outbox)
    case .promise(let round, let number, let accepted):
      count(promiseOf: sender, number, from: round, accepted, &outbox)
    case .accepted(let round, let number):
      count(acceptanceOf: sender, number, in: round, &outbox)
    case .conflict(let round, let number, let observed, let converged):
      storage.acceptor.observed = max(storage.acceptor.observed, observed)
      if let converged { commit(converged, in: round, &outbox) }
      count(refusalOf: sender, number, in: round, &outbox)
    case .forgotten(let round, let number, let observed):
      storage.acceptor.observed = max(storage.acceptor.observed, observed)
      count(refusalOf: sender, number, in: round, &outbox)
    case .abstention(let round, let number):
      count(abstentionOf: sender, number, in: round, &outbox)
    case .delegation(let entry):
      takeOver(entry, &outbox)
    case .poll(let round):
      answerPoll(of: sender, about: round, &outbox)
    case .peek(let round, let number):
      answer(sender, about: round, number, &outbox)
    case .snapshot(let snapshot, let observed):
      install(snapshot, observed: observed, &outbox)
    case .commit(let round, let entry):
      commit(entry, in: round, &outbox)
    case .commitByID(let round, let id):
      commit(id, in: round, &outbox)
    }
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    let before = storage
    switch timer {
    case .append(let round): append(in: round, &outbox)
    case .fill(let round): fill(round, &outbox)
    case .catchUp: poll(&outbox)
    case .retry: retry(&outbox)
    case .giveUp: giveUp(&outbox)
    case .heartbeat: beat(&outbox)
    case .campaign: campaign(&outbox)
    case .takeLease: takeLease(&outbox)
    case .releaseLease: releaseLease(&outbox)
    case .sync: return sync(&outbox)
    case .takeSnapshot: takeSnapshot()
    case .verify: verify(&outbox)
    case .shutDown: shutDown(&outbox)
    }
    setTimers(&outbox)
    save(changesSince: before, &outbox)
  }

  public mutating func choose(_ decision: VoterDecision, _ outbox: inout Outbox<Self>) {
    let before = storage
    follow(decision, &outbox)
    setTimers(&outbox)
    save(changesSince: before, &outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    if let storage {
      self.storage = storage
    } else if outbox.incarnation > 0 {
      takeNewIdentity(&outbox)
    }
    if self.storage.facts != nil { sync(&outbox) }
    setTimers(&outbox)
  }

  /// Sets the timers of what the node can do now; how often it does so is up to its environment.
  func setTimers(_ outbox: inout Outbox<Self>) {
    for round in 0..<configuration.rounds {
      set(.append(round: round), if: true, &outbox)
      set(.fill(round: round), if: isGap(round), &outbox)
    }
    let isOpen = openRound < configuration.rounds
    set(.catchUp, if: mayPoll, &outbox)
    set(.takeSnapshot, if: isRetained(openRound - 1), &outbox)
    set(.verify, if: openRound > 0 && isOpen, &outbox)
    set(.retry, if: !requests.isEmpty, &outbox)
    set(.giveUp, if: failedRequest != nil, &outbox)
    set(.heartbeat, if: isOpen, &outbox)
    set(.takeLease, if: isOpen && lease.map { $0.holder == id } ?? true, &outbox)
    set(.releaseLease, if: isOpen && lease != nil, &outbox)
    set(.shutDown, if: true, &outbox)
    set(.campaign, if: isOpen && leadership == nil, &outbox)
  }

  private func set(_ timer: Timer, if isWanted: Bool, _ outbox: inout Outbox<Self>) {
    if isWanted && !isShutDown { outbox.set(timer) } else { outbox.cancel(timer) }
  }

  func send(_ message: MultiPaxosMessage, to node: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.send(.internal(message), to: node)
  }

  func note(_ fact: LogFacts.Event, _ outbox: inout Outbox<Self>) {
    outbox.record(.server(fact))
  }
}
