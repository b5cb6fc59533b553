public import PaxcheckKit

/// Single-decree Paxos in which the network is the set of all messages that were ever sent.
///
/// There are no proposers: a ballot is prepared, and a value proposed in it, as soon as the rules allow. A
/// message is received by finding it in the set, so it can be late, repeated, or never be read.
///
/// - SeeAlso: L. Lamport, "The Part-Time Parliament", ACM TOCS 16(2), 1998; "Paxos Made Simple",
///   2001, §2.2; the TLA⁺ module `PaxosHowToWinATuringAward`, 2019, in the TLA⁺ examples.
public struct PaxosMessageSet: Model {
  public enum Action: Hashable, Sendable {
    /// Phase 1a: a ballot is prepared.
    case prepare(Int)
    /// Phase 1b: an acceptor promises to ignore lower ballots.
    case promise(Int, ballot: Int)
    /// Phase 2a: a value is proposed that the promises of a quorum allow.
    case propose(Value, ballot: Int)
    /// Phase 2b: an acceptor votes for a proposal.
    case vote(Int, Value, ballot: Int)
  }

  let acceptors: Range<Int>
  let quorumSize: Int
  let bug: Bug?
  private let values: ArraySlice<Value>
  private let ballots: Range<Int>
  /// Every set of acceptors of the quorum's size.
  private let quorums: [BitSet<Int>]

  /// Paxos in which any `quorumSize` acceptors are a quorum.
  ///
  /// - Precondition: there are at most 5 acceptors, 3 values and 4 ballots, which is what the bits of
  ///   a state have room for.
  public init(acceptors: Int, quorumSize: Int, values: Int, ballots: Int, bug: Bug? = nil) {
    precondition(
      1...5 ~= acceptors && 1...acceptors ~= quorumSize && 1...3 ~= values && 1...4 ~= ballots,
      "no room for \(acceptors) acceptors, \(values) values and \(ballots) ballots")
    self.acceptors = 0..<acceptors
    self.quorumSize = quorumSize
    self.values = Value.allCases.prefix(values)
    self.ballots = 0..<ballots
    self.bug = bug
    let preparingSize = bug == .preparesWithTooFew ? quorumSize - 1 : quorumSize
    quorums = Quorum.sets(of: preparingSize, among: acceptors)
  }

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] {
    var actions: [Action] = []
    actions.reserveCapacity(16)
    for ballot in ballots { actions.append(.prepare(ballot)) }
    for acceptor in acceptors {
      let promised = state.promised(by: acceptor)
      for ballot in state.prepares where ballot > promised {
        actions.append(.promise(acceptor, ballot: ballot))
      }
      for proposal in state.proposals where mayVote(acceptor, for: proposal, in: state) {
        actions.append(.vote(acceptor, proposal.value, ballot: proposal.ballot))
      }
    }
    for ballot in ballots where mayPropose(in: ballot, in: state) {
      appendProposals(in: ballot, in: state, to: &actions)
    }
    return actions
  }

  /// A proposal is listed once for every quorum, and every promise in it, that allows it.
  private func appendProposals(in ballot: Int, in state: State, to actions: inout [Action]) {
    let promises = state.promises.intersection(.all(in: ballot))
    if promises.isEmpty { return }
    for quorum in quorums {
      let heard = promises.intersection(.all(by: quorum))
      guard quorum.allSatisfy({ !heard.isDisjoint(with: .all(by: [$0])) }) else { continue }
      guard let decisive = decisiveBallot(among: heard) else {
        for value in values { actions.append(.propose(value, ballot: ballot)) }
        continue
      }
      for promise in heard {
        if let vote = promise.lastVote, vote.ballot == decisive {
          actions.append(.propose(vote.value, ballot: ballot))
        }
      }
    }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .prepare(let ballot):
      next.prepares.insert(ballot)
    case .promise(let acceptor, let ballot):
      let promise = Promise(
        acceptor: acceptor, ballot: ballot, lastVote: state.lastVote(of: acceptor))
      next.promises.insert(promise)
      if bug != .forgetsPromise { next.setPromised(ballot, by: acceptor) }
    case .propose(let value, let ballot):
      next.proposals.insert(Proposal(ballot: ballot, value: value))
    case .vote(let acceptor, let value, let ballot):
      let proposal = Proposal(ballot: ballot, value: value)
      next.votes.insert(Vote(acceptor: acceptor, proposal: proposal))
      next.setPromised(ballot, by: acceptor)
      if bug != .forgetsVote { next.setLastVote(proposal, of: acceptor) }
    }
    return next
  }

  public var properties: [Property<Self>] {
    [
      .always("at most one value is chosen") { [quorumSize] state in
        state.chosen(by: quorumSize).count <= 1
      },
      .always("a ballot has one proposal") { [ballots] state in
        ballots.allSatisfy { state.proposals.intersection(.all(in: $0)).count <= 1 }
      },
      .sometimes("a value is chosen") { [quorumSize] in !$0.chosen(by: quorumSize).isEmpty },
    ]
  }
}
