public import PaxcheckKit

/// A node that plays all parts of Multi-Paxos: candidate, leader, acceptor and learner.
///
/// The log has a place for each round. A node that wants an entry in the log reserves a round, wins
/// an election that covers this round and all later ones, and proposes. It skips the election while
/// it leads.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §3; paxakos, README, for the vocabulary.
public struct PaxosNode: DeterministicActor {
  public typealias Message = MultiPaxosMessage
  public typealias Event = LogFacts.Event

  public enum Timer: Hashable, Sendable {
    /// Submits an entry and attempts to have it chosen for a round; an earlier attempt of this node
    /// at the same round is given up.
    case append(round: Int)
  }

  /// What a node must not forget.
  public struct Storage: Hashable, Sendable {
    var acceptor: Acceptor
    /// What the node knows to be chosen, by round.
    var committed: [Entry?]
    /// The number of entries that the node submitted.
    var submitted = 0
  }

  let configuration: MultiPaxosConfiguration
  let id: ActorID
  /// How many entries the node submits.
  let budget: Int

  var storage: Storage
  var leadership: Leadership?
  /// The attempts under way, by round.
  var attempts: [Attempt] = []

  init(_ configuration: MultiPaxosConfiguration, id: ActorID, budget: Int) {
    self.configuration = configuration
    self.id = id
    self.budget = budget
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
    case .prepare(let round, let number):
      promise(number, from: round, to: sender, &outbox)
    case .promise(let round, let number, let accepted):
      count(promiseOf: sender, number, from: round, accepted, &outbox)
    case .propose(let round, let vote):
      guard accept(vote, in: round, &outbox) else { break }
      outbox.send(.accepted(round: round, number: vote.number), to: sender)
    case .accepted(let round, let number):
      count(acceptanceOf: sender, number, in: round, &outbox)
    }
    save(changesSince: before, &outbox)
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    let before = storage
    switch timer {
    case .append(let round): append(in: round, &outbox)
    }
    setTimers(&outbox)
    save(changesSince: before, &outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    if let storage { self.storage = storage }
    setTimers(&outbox)
  }

  /// Only what was lost in a crash can be saved, so only changes are.
  private func save(changesSince before: Storage, _ outbox: inout Outbox<Self>) {
    if storage != before { outbox.save(storage) }
  }

  private func setTimers(_ outbox: inout Outbox<Self>) {
    for round in 0..<configuration.rounds {
      if storage.submitted < budget {
        outbox.set(.append(round: round))
      } else {
        outbox.cancel(.append(round: round))
      }
    }
  }
}
