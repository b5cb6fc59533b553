public import PaxcheckKit

/// What a commit protocol is for: all resource managers commit, or all abort.
///
/// - SeeAlso: J. Gray, L. Lamport, "Consensus on Transaction Commit", ACM TODS 31(1), 2006, §2 and
///   its TLA⁺ module `TCommit`.
public struct TransactionCommit: Model {
  public struct State: Hashable, Sendable {
    /// The resource managers that are prepared; one that is in none of these sets is working.
    public var prepared: BitSet<Int> = []
    public var committed: BitSet<Int> = []
    public var aborted: BitSet<Int> = []

    public func isWorking(_ rm: Int) -> Bool {
      !prepared.union(committed).union(aborted).contains(rm)
    }
  }

  public enum Action: Hashable, Sendable {
    case prepare(Int)
    case commit(Int)
    case abort(Int)
  }

  /// What can go wrong with the protocol, and one change that must not matter.
  public enum Bug: String, Sendable {
    case commitsAlone = "commits-alone"
    case abortsLate = "aborts-late"
    case neverPrepares = "never-prepares"
    case abortsOnlyWhileWorking = "aborts-only-while-working"
  }

  private let everybody: BitSet<Int>
  private let bug: Bug?
  private let allActions: [Action]

  /// A transaction among the resource managers 0 ..< `rms`.
  public init(rms: Int, bug: Bug? = nil) {
    everybody = BitSet(below: rms)
    self.bug = bug
    allActions = everybody.flatMap { rm -> [Action] in [.prepare(rm), .commit(rm), .abort(rm)] }
  }

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] { allActions }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .prepare(let rm):
      guard state.isWorking(rm), bug != .neverPrepares else { return nil }
      next.prepared.insert(rm)
    case .commit(let rm):
      guard state.prepared.contains(rm), canCommit(state) else { return nil }
      next.prepared.remove(rm)
      next.committed.insert(rm)
    case .abort(let rm):
      guard state.isWorking(rm) || mayAbortPrepared(rm, in: state), canAbort(state) else {
        return nil
      }
      next.prepared.remove(rm)
      next.aborted.insert(rm)
    }
    return next
  }

  private func canCommit(_ state: State) -> Bool {
    state.prepared.union(state.committed) == everybody || bug == .commitsAlone
  }

  private func mayAbortPrepared(_ rm: Int, in state: State) -> Bool {
    state.prepared.contains(rm) && bug != .abortsOnlyWhileWorking
  }

  private func canAbort(_ state: State) -> Bool {
    state.committed.isEmpty || bug == .abortsLate
  }

  public var properties: [Property<Self>] {
    [
      .always("no two managers disagree") { $0.committed.isEmpty || $0.aborted.isEmpty },
      .sometimes("all commit") { [everybody] in $0.committed == everybody },
      .sometimes("all abort") { [everybody] in $0.aborted == everybody },
    ]
  }
}
