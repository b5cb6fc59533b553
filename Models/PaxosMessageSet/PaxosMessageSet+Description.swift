public import PaxcheckKit

extension ModelDescription {
  public static let paxosMessageSet = ModelDescription(
    "paxos-message-set", "single-decree Paxos; the network is the set of all messages sent",
    source: "L. Lamport, Paxos Made Simple, 2001, §2.2; PaxosHowToWinATuringAward.tla, 2019",
    parameters: [
      .integer("acceptors", 1...5, default: 3, "how many acceptors there are"),
      .choice(
        "quorum", ["majority", "1", "2", "3", "4", "5"], default: "majority",
        "acceptors in a quorum"),
      .integer("values", 1...3, default: 2, "values that may be proposed"),
      .integer("ballots", 1...4, default: 2, "ballots, numbered from 0"),
    ],
    mutations: [
      Mutation(
        PaxosMessageSet.Bug.forgetsPromise.rawValue,
        "an acceptor promises without remembering it", caughtBy: "at most one value is chosen"),
      Mutation(
        PaxosMessageSet.Bug.ignoresPromise.rawValue,
        "an acceptor votes in a ballot lower than it has promised",
        caughtBy: "at most one value is chosen"),
      Mutation(
        PaxosMessageSet.Bug.ownValueWins.rawValue,
        "a proposer ignores the votes that it is told about",
        caughtBy: "at most one value is chosen"),
      Mutation(
        PaxosMessageSet.Bug.lowestVoteWins.rawValue,
        "a proposer takes the vote of the lowest ballot",
        caughtBy: "at most one value is chosen", at: ["ballots=3"]),
      Mutation(
        PaxosMessageSet.Bug.preparesWithTooFew.rawValue,
        "a proposer waits for one promise too few", caughtBy: "at most one value is chosen"),
      Mutation(
        PaxosMessageSet.Bug.proposesTwice.rawValue, "a ballot is used for several proposals",
        caughtBy: "a ballot has one proposal", at: ["ballots=1"]),
      Mutation(
        PaxosMessageSet.Bug.forgetsVote.rawValue, "an acceptor votes without remembering it",
        caughtBy: "at most one value is chosen"),
      Mutation(
        PaxosMessageSet.Bug.votesOnce.rawValue, "an acceptor does not repeat its last vote",
        caughtBy: nil),
    ]
  ) { (arguments: Arguments) throws(ArgumentError) in try PaxosMessageSet(arguments) }
}

extension PaxosMessageSet {
  /// The protocol that the arguments describe.
  public init(_ arguments: Arguments) throws(ArgumentError) {
    let acceptors = arguments.integer("acceptors")
    let quorumSize = Int(arguments.choice("quorum")) ?? acceptors / 2 + 1
    guard quorumSize <= acceptors else {
      throw .inconsistent(
        "quorum=\(quorumSize) is more than acceptors=\(acceptors); "
          + "give at most as many, or 'majority'")
    }
    self.init(
      acceptors: acceptors, quorumSize: quorumSize, values: arguments.integer("values"),
      ballots: arguments.integer("ballots"), bug: Bug(rawValue: arguments.choice("mutation")))
  }
}
