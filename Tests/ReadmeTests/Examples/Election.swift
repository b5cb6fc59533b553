import PaxcheckKit

public enum ElectionMessage: Hashable, Codable, Sendable {
  case requestVote(term: Int)
  case vote(term: Int)
}

/// Stands for election when its timer fires, and votes at most once in a term.
struct Voter: DeterministicActor {
  enum Timer: Hashable, Sendable { case election }

  /// The bug: it answers before its vote is on disk.
  let syncsLate: Bool
  /// The term of the last vote that it cast, for itself or for another.
  var term = 0
  var voters: Set<ActorID> = []
  var isLeader = false

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.election) }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    cast(term + 1, &outbox)
    voters = [outbox.id]
    outbox.broadcast(.requestVote(term: term), to: outbox.peers)
    outbox.set(.election)
  }

  mutating func receive(
    _ message: ElectionMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .requestVote(let asked) where asked > term:
      cast(asked, &outbox)
      outbox.send(.vote(term: term), to: sender)
    case .vote(term) where voters.contains(outbox.id):
      voters.insert(sender)
      isLeader = voters.count >= Quorum.majority(of: outbox.peers.count + 1)
    case .requestVote, .vote: break
    }
  }

  /// The storage is the term of the last vote.
  mutating func recover(from storage: Int?, _ outbox: inout Outbox<Self>) {
    term = storage ?? 0
    start(&outbox)
  }

  private mutating func cast(_ term: Int, _ outbox: inout Outbox<Self>) {
    (self.term, voters, isLeader) = (term, [], false)
    outbox.save(term, synced: !syncsLate)
  }
}

extension ModelDescription {
  static let election = ModelDescription(
    "election", "servers that elect a leader, one vote a term", source: "folklore",
    parameters: [
      .integer("servers", 1...5, default: 3, "how many servers vote"),
      .integer("elections", 1...3, default: 1, "how often a server may stand for election"),
      .integer("crashes", 0...2, default: 0, "how many servers may be crashed at a time"),
      .network, .lossy,
    ],
    mutations: [
      Mutation(
        "syncs-late", "a server answers before its vote is on disk",
        caughtBy: "at most one leader a term", at: ["crashes=1"])
    ]
  ) { arguments in
    var system = ActorSystem<ElectionMessage, NoHistory>(
      network: arguments.networkKind, maxCrashes: arguments.integer("crashes"))
    for _ in 0..<arguments.integer("servers") {
      system.add(Voter(syncsLate: arguments.choice("mutation") == "syncs-late"))
    }
    system.budgets = [
      Budget(
        "elections", of: .timeouts(Voter.Timer.election), .each(arguments.integer("elections")))
    ]
    system.properties = [
      .always("at most one leader a term", actors: Voter.self) { servers in
        let terms = servers.filter(\.isLeader).map(\.term)
        return Set(terms).count == terms.count
      },
      .always(
        "no server is behind its storage",
        everyActor: { actors in
          actors.members(of: Voter.self).allSatisfy { voter in
            voter.actor.map { $0.term >= voter.durableStorage ?? 0 } ?? true
          }
        }),
      .sometimes("a leader is elected", actors: Voter.self) { $0.contains { $0.isLeader } },
      .sometimes(
        "a vote is on its way",
        deliverable: { envelope in
          if case .vote = envelope.message { true } else { false }
        }),
    ]
    system.fairness = [.weak(.deliveries), .weak(.timeouts), .weak(.recoveries)]
    system.properties += [
      .eventually("a server stands for election", actors: Voter.self) {
        $0.contains { $0.term > 0 }
      },
      .leadsTo(
        "an election reaches all servers", actors: Voter.self,
        from: { $0.contains { $0.term > 0 } }, to: { $0.allSatisfy { $0.term > 0 } }),
    ]
    // A server that crashes again and again need not answer.
    if arguments.integer("crashes") > 0 { system.properties.removeLast(2) }
    system.scenarios = [.withoutFaults()]
    return system
  }
}
