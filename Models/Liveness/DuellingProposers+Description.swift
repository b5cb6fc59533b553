public import PaxcheckKit

extension DuellingProposers {
  public var fairness: [FairnessRule<Self>] {
    let steps = StepClasses<Self>("steps of proposers") { action in
      switch action {
      case .lead: nil
      case .begin(let proposer), .askForPromise(let proposer, _), .propose(let proposer, _):
        proposer
      }
    }
    let each = StepClasses<Self>("each step of proposers") { action in
      if case .lead = action { nil } else { action }
    }
    let elections = StepClasses<Self>.steps(named: "elections") { action in
      if case .lead = action { true } else { false }
    }
    return switch assumption {
    case .leader: [.weak(steps), .weak(elections)]
    case .proposers: [.weak(steps)]
    case .strong: [.strong(each)]
    case .none: [.nothing]
    }
  }

  public var properties: [Property<Self>] {
    [
      .always("one value is chosen at most") { $0.chosen.count <= 1 },
      .sometimes("a value is chosen") { !$0.chosen.isEmpty },
      .eventually("a value is chosen in the end") { !$0.chosen.isEmpty },
    ]
  }
}

extension ModelDescription {
  public static let duellingProposers = ModelDescription(
    "duelling-proposers", "proposers of Paxos who outbid each other until one of them leads",
    source: "L. Lamport, \"Paxos Made Simple\", 2001, section 2.4",
    parameters: [
      .integer("acceptors", 1...5, default: 2, "how many acceptors there are"),
      .integer("proposers", 1...4, default: 2, "how many proposers there are"),
      .choice(
        "fairness", DuellingProposers.Fairness.allCases.map(\.rawValue), default: "leader",
        "proposers go on and one of them leads; go on; do what they can again and again; nothing"),
    ],
    mutations: [
      Mutation(
        DuellingProposers.Bug.ownValueWins.rawValue,
        "proposes its own value whatever the promises say", caughtBy: "one value is chosen at most"),
      Mutation(
        DuellingProposers.Bug.acceptsOldBallots.rawValue, "accepts whatever ballot it promised",
        caughtBy: "one value is chosen at most"),
      Mutation(
        DuellingProposers.Bug.ignoresTheLeader.rawValue, "begins ballots while another one leads",
        caughtBy: "a value is chosen in the end"),
      Mutation(
        DuellingProposers.Bug.promisesSilently.rawValue,
        "an acceptor that promised before promises again and does not say so",
        caughtBy: "a value is chosen in the end"),
      Mutation(
        DuellingProposers.Bug.keepsItsBallot.rawValue,
        "begins again with the ballot that was refused: the highest one is not", caughtBy: nil),
    ]
  ) { arguments in
    DuellingProposers(
      acceptors: arguments.integer("acceptors"), proposers: arguments.integer("proposers"),
      fairness: .init(rawValue: arguments.choice("fairness")) ?? .leader,
      bug: .init(rawValue: arguments.choice("mutation")))
  }
}
