public import PaxcheckKit

/// What nodes tell each other: their votes of a round, and whether they still look for a leader.
public struct Notification: Hashable, Codable, Sendable, CustomStringConvertible {
  let round: Int
  let vote: Vote
  let isLooking: Bool

  public var description: String {
    "\(isLooking ? "vote" : "decided")(round: \(round), \(vote))"
  }
}

/// A node that looks for a leader: it votes for itself first, then for a better candidate, and tells all others
/// whenever its vote has changed.
///
/// - SeeAlso: F. Junqueira, B. Reed, M. Serafini, "Zab: High-performance broadcast for primary-backup systems",
///   DSN 2011; ZooKeeper 3.4, `FastLeaderElection`.
public struct Elector: DeterministicActor {
  public typealias Message = Notification
  public typealias Event = ElectionFacts.Event

  public enum Timer: Hashable, Sendable {
    /// No better vote has come for a while.
    case settle
    /// Looks for a leader again.
    case look
  }

  enum Role: Hashable, Sendable { case looking, leading, following }

  /// The node's vote for itself.
  let first: Vote
  let nodes: Int
  let bug: ElectionBug?
  var role = Role.looking
  var round = 1
  private(set) var vote: Vote
  /// The votes of the others in this round.
  private var received: [ActorID: Vote] = [:]
  /// What the node voted for in this round before: a claim asks for it.
  private(set) var earlierVotes: Set<Vote> = []

  init(_ vote: Vote, of nodes: Int, bug: ElectionBug?) {
    first = vote
    self.nodes = nodes
    self.bug = bug
    self.vote = vote
  }

  public func start(_ outbox: inout Outbox<Self>) {
    outbox.set(.look)
    announce(&outbox)
    prepare(&outbox)
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .settle:
      role = vote.leader == outbox.id.index ? .leading : .following
      outbox.record(.decided(round: round, vote))
    case .look:
      outbox.set(.look)
      begin(round + 1, with: first)
      announce(&outbox)
      prepare(&outbox)
    }
  }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard role == .looking else {
      let answer = Notification(round: round, vote: vote, isLooking: false)
      if message.isLooking { outbox.send(answer, to: sender) }
      return
    }
    if message.round > round {
      begin(message.round, with: isBetter(message.vote, first) ? message.vote : first)
      announce(&outbox)
    } else if message.round == round, isBetter(message.vote, vote) {
      earlierVotes.insert(vote)
      vote = message.vote
      announce(&outbox)
    }
    if message.round == round { received[sender] = message.vote }
    prepare(&outbox)
  }

  private mutating func begin(_ round: Int, with vote: Vote) {
    self.round = round
    self.vote = vote
    role = .looking
    if bug != .keepsVotes { received = [:] }
    earlierVotes = []
  }

  private func announce(_ outbox: inout Outbox<Self>) {
    outbox.record(.announced(round: round, vote))
    outbox.broadcast(Notification(round: round, vote: vote, isLooking: true))
  }

  /// Gets ready to decide if a majority has the same vote.
  private func prepare(_ outbox: inout Outbox<Self>) {
    let supporters = received.values.count { $0 == vote } + 1
    let quorum = bug == .halfIsEnough ? (nodes + 1) / 2 : Quorum.majority(of: nodes)
    if supporters >= quorum { outbox.set(.settle) } else { outbox.cancel(.settle) }
  }

  private func isBetter(_ left: Vote, _ right: Vote) -> Bool {
    bug == .votesUnordered ? left.isBetterInSomeRespect(than: right) : left.isBetter(than: right)
  }

  public func duration(of timer: Timer) -> ClosedRange<Int> {
    timer == .settle ? 100...200 : 500...1000
  }
}

/// What can be wrong with an election.
enum ElectionBug: String, Sendable {
  case votesUnordered = "votes-unordered"
  case keepsVotes = "keeps-votes"
  case halfIsEnough = "half-is-enough"
}
