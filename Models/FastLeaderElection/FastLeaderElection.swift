public import PaxcheckKit

/// Nodes that look for a leader which has all that any of a majority has.
public typealias FastLeaderElection = ActorSystem<Notification, ElectionFacts>

extension FastLeaderElection {
  /// The system that the parameters of `ModelDescription.fastLeaderElection` describe.
  init(election arguments: Arguments) {
    let nodes = arguments.integer("nodes")
    self.init(network: arguments.networkKind, history: ElectionFacts(nodes: nodes))
    let bug = ElectionBug(rawValue: arguments.choice("mutation"))
    let (epochs, transactions) = (arguments.list("epochs"), arguments.list("transactions"))
    for index in 0..<nodes {
      let vote = Vote(
        leader: index, transaction: transactions.indices.contains(index) ? transactions[index] : 0,
        epoch: epochs.indices.contains(index) ? epochs[index] : 0)
      add(Elector(vote, of: nodes, bug: bug))
    }
    budgets = [
      Budget("looks", of: .timeouts(Elector.Timer.look), .inAll(arguments.integer("looks")))
    ]
    properties = [
      .always(
        "no vote circle", every: Elector.self,
        step: { before, after in
          before.round != after.round || before.vote == after.vote
            || !before.earlierVotes.contains(after.vote)
        }),
      .always("decided by a quorum", history: \.isDecidedByQuorum),
      .sometimes("a node leads, and a majority follows it", actors: Elector.self) { electors in
        electors.contains { leader in
          leader.role == .leading
            && electors.count { $0.role == .following && $0.vote == leader.vote } + 1
              >= Quorum.majority(of: nodes)
        }
      },
    ]
  }
}

extension ModelDescription {
  /// The election that ZooKeeper holds before its leader takes over.
  public static let fastLeaderElection = ModelDescription(
    "fast-leader-election", "nodes that look for the one among them which has most",
    source: """
      F. Junqueira, B. Reed, M. Serafini, "Zab: High-performance broadcast for primary-backup systems", \
      DSN 2011; ZooKeeper 3.4; ZOOKEEPER-1419 for a planted bug
      """,
    parameters: [
      .integer("nodes", 1...5, default: 3, "the number of nodes"),
      .list(
        "epochs", of: 0...3, default: [0, 1],
        "the last leadership that the first node, the second, … has accepted; 0 for the others"),
      .list(
        "transactions", of: 0...3, default: [0],
        "the last transaction of the first node, the second, …; 0 for the others"),
      .integer("looks", 0...3, default: 0, "how often nodes may look for a leader again, in all"),
      .choice(
        "network", NetworkKind.Delivery.allCases.map(\.rawValue),
        default: NetworkKind.ordered.delivery.rawValue,
        "in which order, and how often, messages arrive"),
      .lossy,
    ],
    mutations: [
      Mutation(
        ElectionBug.votesUnordered.rawValue,
        "takes the greater number for the better vote although the epoch is lower",
        caughtBy: "no vote circle"),
      Mutation(
        ElectionBug.votesUnordered.rawValue,
        "takes the greater number for the better vote although the epoch is lower",
        caughtBy: nil, at: ["epochs=0"]),
      Mutation(
        ElectionBug.keepsVotes.rawValue, "counts the votes of an earlier round",
        caughtBy: "decided by a quorum", at: ["looks=1"]),
      Mutation(
        ElectionBug.halfIsEnough.rawValue, "takes half of the nodes for a majority",
        caughtBy: "decided by a quorum", at: ["nodes=4"]),
    ]
  ) { arguments throws(ArgumentError) in FastLeaderElection(election: arguments) }
}
