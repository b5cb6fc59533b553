public import PaxcheckKit

/// Single-decree Paxos whose proposers never give up: who is refused begins a higher ballot.
///
/// Two proposers may refuse each other for ever, however fair all steps are. A value is chosen in the end if
/// one of them becomes the leader, who alone begins ballots.
///
/// Only the order of ballots matters, so those that a state knows are numbered anew from 1 after each step:
/// the space is finite, and the duel is a loop in it. An acceptor answers at once, since a message on its way
/// changes nothing but when that is.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §2.4.
public struct DuellingProposers: Model {
  /// What is not put off for ever.
  public enum Fairness: String, CaseIterable, Sendable {
    /// A proposer goes on as long as it can, and one of them becomes the leader.
    case leader
    /// A proposer goes on as long as it can.
    case proposers
    /// What a proposer can do to an acceptor again and again, it does.
    case strong
    case none
  }

  public enum Bug: String, Sendable {
    case ownValueWins = "own-value-wins"
    case acceptsOldBallots = "accepts-old-ballots"
    case keepsItsBallot = "keeps-its-ballot"
    case ignoresTheLeader = "ignores-the-leader"
    case promisesSilently = "promises-silently"
  }

  public struct Acceptor: Hashable, Sendable {
    /// The highest ballot that it promised; 0 if none.
    public var promised = 0
    /// The ballot and the value that it accepted last; 0 and `nil` if none.
    public var ballot = 0
    public var value: Int?
  }

  public struct Proposer: Hashable, Sendable {
    /// Its ballot; 0 if it has not begun any.
    public var ballot = 0
    /// The acceptors that promised.
    public var promises: BitSet<Int> = []
    /// The ballot of the vote that was reported and counts; 0 if none.
    public var reported = 0
    /// What it proposes.
    public var value: Int
    /// Whether a quorum has promised, so that it proposes.
    public var proposes = false
    /// The acceptors that accepted.
    public var acceptances: BitSet<Int> = []
    public var hasChosen = false
  }

  public struct State: Hashable, Sendable {
    public var acceptors: [Acceptor]
    public var proposers: [Proposer]
    public var leader: Int?
  }

  public enum Action: Hashable, Sendable {
    case lead(Int)
    case begin(Int)
    case askForPromise(Int, of: Int)
    case propose(Int, to: Int)
  }

  let acceptors: Int
  let proposers: Int
  let assumption: Fairness
  let bug: Bug?

  public init(
    acceptors: Int, proposers: Int, fairness: Fairness = .leader, bug: Bug? = nil
  ) {
    self.acceptors = acceptors
    self.proposers = proposers
    assumption = fairness
    self.bug = bug
  }

  private var quorum: Int { acceptors / 2 + 1 }

  public var initialStates: [State] {
    [
      State(
        acceptors: Array(repeating: Acceptor(), count: acceptors),
        proposers: (0..<proposers).map { Proposer(value: $0) })
    ]
  }

  public func actions(in state: State) -> [Action] {
    let all = 0..<proposers
    return (state.leader == nil ? all.map { .lead($0) } : [])
      + all.flatMap { proposer -> [Action] in
        if state.proposers[proposer].hasChosen { return [] }
        return (mayBegin(proposer, in: state) ? [.begin(proposer)] : [])
          + (0..<acceptors).flatMap { acceptor -> [Action] in
            [.askForPromise(proposer, of: acceptor), .propose(proposer, to: acceptor)]
          }
      }
  }

  /// Whether a proposer may begin a ballot: its first one, or one after an acceptor has refused the last.
  private func mayBegin(_ proposer: Int, in state: State) -> Bool {
    let ballot = state.proposers[proposer].ballot
    let isRefused = state.acceptors.contains { $0.promised > ballot }
    let isBarred = state.leader != nil && state.leader != proposer && bug != .ignoresTheLeader
    return !isBarred && (ballot == 0 || isRefused)
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .lead(let proposer): next.leader = proposer
    case .begin(let proposer): begin(proposer, in: &next)
    case .askForPromise(let proposer, let acceptor):
      let ballot = state.proposers[proposer].ballot
      guard !state.proposers[proposer].proposes, state.acceptors[acceptor].promised < ballot else {
        return nil
      }
      next.acceptors[acceptor].promised = ballot
      let isSilent = bug == .promisesSilently && state.acceptors[acceptor].promised > 0
      if !isSilent { count(promiseOf: acceptor, for: proposer, in: &next) }
    case .propose(let proposer, let acceptor):
      let attempt = state.proposers[proposer]
      guard attempt.proposes, !attempt.acceptances.contains(acceptor),
        state.acceptors[acceptor].promised <= attempt.ballot || bug == .acceptsOldBallots
      else { return nil }
      next.acceptors[acceptor] = Acceptor(
        promised: attempt.ballot, ballot: attempt.ballot, value: attempt.value)
      next.proposers[proposer].acceptances.insert(acceptor)
      next.proposers[proposer].hasChosen = next.proposers[proposer].acceptances.count == quorum
    }
    next.numberBallots()
    return next
  }

  private func begin(_ proposer: Int, in state: inout State) {
    let known = state.acceptors.map(\.promised) + state.proposers.map(\.ballot)
    let old = state.proposers[proposer].ballot
    var attempt = Proposer(value: proposer)
    attempt.ballot = bug == .keepsItsBallot && old > 0 ? old : (known.max() ?? 0) + 1
    state.proposers[proposer] = attempt
  }

  /// The promise that completes a quorum has the proposer propose what may be chosen already.
  private func count(promiseOf acceptor: Int, for proposer: Int, in state: inout State) {
    let vote = state.acceptors[acceptor]
    if let value = vote.value, vote.ballot > state.proposers[proposer].reported,
      bug != .ownValueWins
    {
      state.proposers[proposer].reported = vote.ballot
      state.proposers[proposer].value = value
    }
    state.proposers[proposer].promises.insert(acceptor)
    guard state.proposers[proposer].promises.count == quorum else { return }
    // Of the promises only what they had proposed matters from now on.
    state.proposers[proposer].proposes = true
    state.proposers[proposer].promises = []
    state.proposers[proposer].reported = 0
  }
}

extension DuellingProposers.State {
  /// Numbers the ballots that some actor knows anew, in their order, from 1.
  fileprivate mutating func numberBallots() {
    let known = Set(
      acceptors.flatMap { [$0.promised, $0.ballot] }
        + proposers.flatMap { [$0.ballot, $0.reported] })
    let order = known.union([0]).sorted()
    func number(_ ballot: inout Int) { ballot = order.firstIndex(of: ballot) ?? 0 }
    for place in acceptors.indices {
      number(&acceptors[place].promised)
      number(&acceptors[place].ballot)
    }
    for place in proposers.indices {
      number(&proposers[place].ballot)
      number(&proposers[place].reported)
    }
  }

  /// The values that a quorum has accepted in one ballot, as some proposer knows.
  var chosen: Set<Int> { Set(proposers.filter(\.hasChosen).map(\.value)) }
}
