public import PaxcheckKit

/// What nodes did, for the rules that make Paxos safe: it outlives the states in which it showed.
public struct LogFacts: HistoryVariable {
  public enum Event: Hashable, Codable, Sendable {
    /// A node or a client wants an entry in the log.
    case submitted(Entry)
    /// A node began an election, with its own promise.
    case campaigned(number: Int, round: Int)
    /// A node promised to ignore lower numbers from a round on.
    case promised(number: Int, round: Int)
    /// A node accepted an entry for a round; a proposer does so before it proposes.
    case accepted(Vote, round: Int)
    /// A proposer counted a quorum of nodes that accepted its proposal.
    case declared(Vote, round: Int)
    /// A node learned what is chosen.
    case committed(Entry, round: Int)
    /// A node changed its register by an entry of its log.
    case applied(Entry, round: Int)
    /// A client is told that its entry is in the log.
    case answered(Entry)
    /// A client is told that its entry will never be in the log.
    case denied(Entry)
    /// A node takes another, or itself, for the leader of a number.
    case followed(ActorID, number: Int)
    /// A node wants to end the lease that an entry took or extended last.
    case releases(Entry.ID, by: Entry.ID)
    /// The lease that an entry took or extended last came to its end.
    case released(Entry.ID, by: Entry.ID)
    /// A node installed the snapshot of another.
    case installed(Snapshot)
    /// A node found out that its state is not what the log says.
    case ejected
    /// A node lost its memory, and with it its identity.
    case forgot
  }

  /// What is known of one round.
  struct Round: Hashable, Sendable {
    /// What was proposed under each number.
    var proposals: [Int: Entry] = [:]
    /// Who accepted what, as long as it is not chosen.
    var voters: [Vote: Set<Voter>] = [:]
    var chosen: Set<Entry> = []
    /// What nodes took for chosen though it is not.
    var mistaken: Set<Entry> = []
    /// The greatest number that each node promised.
    var promises: [Voter: Int] = [:]
  }

  private let configuration: MultiPaxosConfiguration
  private(set) var rounds: [Round]
  private var submitted: Set<Entry> = []
  /// What each node applied, the entries of the first rounds first.
  private var applied: [ActorID: [Entry]] = [:]
  /// How often each node lost its memory.
  private(set) var incarnations: [ActorID: Int] = [:]

  /// Whether everything accepted was submitted.
  private(set) var isValid = true
  /// Whether no two entries were accepted for one round under one number.
  private(set) var hasOneEntryPerNumber = true
  /// Whether no node ever accepted a proposal of a lower number than it had promised.
  private(set) var hasPromiseIntegrity = true
  /// Whether no node ever promised less than it had promised before.
  private(set) var arePromisesMonotone = true
  /// Whether nodes promised only what a candidate had promised before.
  private(set) var arePromisesAskedFor = true
  /// Whether only members of its cluster voted in a round.
  private(set) var areVotersMembers = true
  /// Whether a majority had promised as much before anything was proposed, and had accepted it before
  /// anything was declared chosen.
  private(set) var areQuorumsSound = true

  /// Whether nodes learned only what was chosen.
  private(set) var isStable = true
  /// Whether no node applied an entry before those of earlier rounds.
  private(set) var isAppliedInOrder = true
  /// Whether no node applied an entry twice.
  private(set) var isAppliedOnce = true
  /// Whether every snapshot that was installed is what the chosen entries leave behind.
  private(set) var areSnapshotsFaithful = true
  /// The leases that entries are meant to end, each by the entry that took or extended it last.
  private var releases: [Entry.ID: Entry.ID] = [:]
  /// Whether no lease came to its end but by an entry that was meant to end it.
  private(set) var areReleasesMeant = true
  /// The nodes that installed a snapshot.
  private(set) var installs: Set<ActorID> = []
  /// Whether only nodes were ejected whose state was not what the log says.
  private(set) var areEjectionsJust = true
  private(set) var ejected: Set<ActorID> = []
  /// Whether clients were told only of what was chosen.
  private var areAnswersTrue = true
  /// What clients were told not to expect in the log.
  private var denied: Set<Entry> = []
  /// Who proposed first under each number, where nodes want to know who leads.
  private var leaders: [Int: ActorID] = [:]
  /// Whether nodes took only those for leaders who had proposed.
  private(set) var areLeadersKnown = true

  /// Whether clients were told only of what was chosen, and what they were denied never was.
  var isHonest: Bool {
    areAnswersTrue && (denied.isEmpty || rounds.allSatisfy { $0.chosen.isDisjoint(with: denied) })
  }

  /// Whether no two entries are chosen, or taken for chosen, for one round.
  var isAgreed: Bool { rounds.allSatisfy { $0.chosen.union($0.mistaken).count <= 1 } }

  /// Whether of what two nodes applied one is the beginning of the other.
  var isAppliedAlike: Bool {
    let logs = applied.values.sorted { $0.count < $1.count }
    return zip(logs, logs.dropFirst()).allSatisfy { $1.starts(with: $0) }
  }

  /// Whether a node that had lost its memory promised something.
  var hasNewVoter: Bool {
    rounds.contains { $0.promises.keys.contains { $0.incarnation > 0 } }
  }

  init(_ configuration: MultiPaxosConfiguration) {
    self.configuration = configuration
    rounds = Array(repeating: Round(), count: configuration.rounds)
  }

  public mutating func record(_ event: Event, by node: ActorID) {
    switch event {
    case .submitted(let entry):
      submitted.insert(entry)
    case .promised(let number, let first):
      let isAskedFor = rounds[first].promises.contains { $0.key.node != node && $0.value >= number }
      if !isAskedFor { arePromisesAskedFor = false }
      if cluster(of: first)?.contains(voter(node)) == false { areVotersMembers = false }
      for round in first..<rounds.count { promise(number, by: voter(node), in: round) }
    case .campaigned(let number, let first):
      for round in first..<rounds.count { promise(number, by: voter(node), in: round) }
    case .accepted(let vote, let round):
      accept(vote, by: voter(node), in: round)
    case .declared(let vote, let round):
      if !rounds[round].chosen.contains(vote.entry) { areQuorumsSound = false }
    case .committed(let entry, let round):
      if !rounds[round].chosen.contains(entry) {
        isStable = false
        rounds[round].mistaken.insert(entry)
      }
    case .applied(let entry, let round):
      if applied[node, default: []].contains(entry) { isAppliedOnce = false }
      applied[node, default: []].append(entry)
      if !rounds[..<round].allSatisfy({ !$0.chosen.isDisjoint(with: applied[node, default: []]) }) {
        isAppliedInOrder = false
      }
    case .answered(let entry):
      if !rounds.contains(where: { $0.chosen.contains(entry) }) { areAnswersTrue = false }
    case .denied(let entry):
      denied.insert(entry)
    case .followed(let leader, let number):
      if leaders[number] != leader { areLeadersKnown = false }
    case .releases(let renewal, let release):
      releases[release] = renewal
    case .released(let renewal, let release):
      if releases[release] != renewal { areReleasesMeant = false }
    case .installed(let snapshot):
      let chosen = rounds[..<snapshot.rounds].map { $0.chosen.count == 1 ? $0.chosen.first : nil }
      if snapshot.state != LogState(of: chosen) { areSnapshotsFaithful = false }
      applied[node] = chosen.compactMap { $0 }.reduce(into: []) { entries, entry in
        if !entries.contains(entry) { entries.append(entry) }
      }
      installs.insert(node)
    case .ejected:
      ejected.insert(node)
      if !configuration.isDamaged(node) { areEjectionsJust = false }
    case .forgot:
      incarnations[node, default: 0] += 1
      applied[node] = nil
    }
  }

  private func voter(_ node: ActorID) -> Voter {
    Voter(node: node, incarnation: incarnations[node, default: 0])
  }

  private mutating func promise(_ number: Int, by voter: Voter, in round: Int) {
    let before = rounds[round].promises[voter, default: 0]
    if number < before { arePromisesMonotone = false }
    rounds[round].promises[voter] = max(number, before)
  }

  private mutating func accept(_ vote: Vote, by voter: Voter, in round: Int) {
    if !submitted.contains(vote.entry) { isValid = false }
    if vote.number < rounds[round].promises[voter, default: 0] { hasPromiseIntegrity = false }
    guard let cluster = cluster(of: round) else {
      areQuorumsSound = false
      return
    }
    if !cluster.contains(voter) { areVotersMembers = false }
    if let proposed = rounds[round].proposals[vote.number] {
      if proposed != vote.entry { hasOneEntryPerNumber = false }
    } else {
      rounds[round].proposals[vote.number] = vote.entry
      if configuration.delegates && leaders[vote.number] == nil {
        leaders[vote.number] = voter.node
      }
      let promisers = cluster.voters.count {
        rounds[round].promises[$0, default: 0] >= vote.number
      }
      if promisers < cluster.blockingMinority { areQuorumsSound = false }
    }
    guard !rounds[round].chosen.contains(vote.entry) else { return }
    rounds[round].voters[vote, default: []].insert(voter)
    let voters = rounds[round].voters[vote, default: []]
    if cluster.voters.count(where: voters.contains) >= cluster.acceptQuorum {
      // What is chosen stays chosen, however many more accept it.
      rounds[round].chosen.insert(vote.entry)
      for known in rounds[round].voters.keys where known.entry == vote.entry {
        rounds[round].voters[known] = nil
      }
    }
  }

  /// The nodes that decide about a round; `nil` if nothing is chosen yet for a round that the answer
  /// depends on.
  private func cluster(of round: Int) -> Cluster? {
    guard configuration.membershipSource == .log else {
      return configuration.cluster(of: round) { _ in 0 }
    }
    let log = rounds[..<max(0, round - configuration.changeDelay + 1)].map { round in
      round.chosen.count == 1 ? round.chosen.first : nil
    }
    let changes = LogState(of: log).changes.count
    return log.contains(nil) ? nil : configuration.cluster(of: round) { _ in changes }
  }
}
