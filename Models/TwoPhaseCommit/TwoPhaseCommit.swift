public import PaxcheckKit

/// Two-phase commit: a transaction manager collects the votes of resource managers and decides.
///
/// Messages are never lost and never taken away: the network is the set of all that were sent.
///
/// - SeeAlso: J. Gray, L. Lamport, "Consensus on Transaction Commit", ACM TODS 31(1), 2006, §3 and
///   its TLA⁺ module `TwoPhase`.
public struct TwoPhaseCommit: Model {
  /// What the transaction manager has decided.
  public enum Decision: UInt8, Sendable {
    case undecided
    case committed
    case aborted
  }

  public struct State: Hashable, Sendable {
    /// The resource managers that are prepared; one that is in none of these sets is working.
    public var prepared: BitSet<Int> = []
    public var committed: BitSet<Int> = []
    public var aborted: BitSet<Int> = []
    /// The resource managers whose votes the transaction manager has received.
    public var votes: BitSet<Int> = []
    public var messages: BitSet<Message> = []
    public var decision = Decision.undecided

    /// Whether a resource manager has neither voted nor heard a decision.
    public func isWorking(_ rm: Int) -> Bool {
      !prepared.union(committed).union(aborted).contains(rm)
    }

    mutating func prepare(_ rm: Int) {
      prepared.insert(rm)
    }

    mutating func commit(_ rm: Int) {
      prepared.remove(rm)
      aborted.remove(rm)
      committed.insert(rm)
    }

    mutating func abort(_ rm: Int) {
      prepared.remove(rm)
      committed.remove(rm)
      aborted.insert(rm)
    }
  }

  public enum Action: Hashable, Sendable {
    case commit
    case abort
    case receiveVote(Int)
    case prepare(Int)
    case chooseToAbort(Int)
    case receiveCommit(Int)
    case receiveAbort(Int)
  }

  let everybody: BitSet<Int>
  let assumption: Fairness
  let bug: Bug?
  private let allActions: [Action]

  /// Two-phase commit among the resource managers 0 ..< `rms`.
  public init(rms: Int, fairness: Fairness = .unasked, bug: Bug? = nil) {
    everybody = BitSet(below: rms)
    assumption = fairness
    self.bug = bug
    allActions =
      [.commit, .abort]
      + everybody.flatMap { rm -> [Action] in
        [.receiveVote(rm), .prepare(rm), .chooseToAbort(rm), .receiveCommit(rm), .receiveAbort(rm)]
      }
  }

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] { allActions }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .commit:
      guard state.decision == .undecided, hasEnoughVotes(state) else { return nil }
      next.decision = .committed
      if bug != .commitsInSilence { next.messages.insert(.commit) }
    case .abort:
      guard state.decision == .undecided || mayChangeItsMind(state) else { return nil }
      next.decision = .aborted
      if bug != .abortsInSilence { next.messages.insert(.abort) }
    case .receiveVote(let rm):
      guard state.decision == .undecided, state.messages.contains(.prepared(rm)) else { return nil }
      next.votes.insert(rm)
    case .prepare(let rm):
      guard state.isWorking(rm) else { return nil }
      next.prepare(rm)
      next.messages.insert(.prepared(rm))
    case .chooseToAbort(let rm):
      guard state.isWorking(rm) || mayAbortAfterVote(rm, in: state) else { return nil }
      next.abort(rm)
    case .receiveCommit(let rm):
      guard state.messages.contains(.commit), mayReceive(rm, in: state) else { return nil }
      next.commit(rm)
    case .receiveAbort(let rm):
      guard state.messages.contains(.abort), mayReceive(rm, in: state) else { return nil }
      next.abort(rm)
    }
    return next
  }

  public var properties: [Property<Self>] {
    [
      .always("no two managers disagree") { $0.committed.isEmpty || $0.aborted.isEmpty },
      .sometimes("all commit") { [everybody] in $0.committed == everybody },
      .sometimes("all abort") { [everybody] in $0.aborted == everybody },
    ] + progress
  }
}
