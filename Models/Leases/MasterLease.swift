public import PaxcheckKit

/// A master that reads locally, because its lease keeps others from being elected.
///
/// Elections and writes are atomic steps of a quorum: the model is about time, not about messages. An
/// acceptor that grants a lease takes part in no election of another node until its own clock says that
/// the lease is over. The master has its lease once a majority has granted it. It counts from the moment
/// when it asked for it, and gives it up `margin` ticks early: clocks differ by `skew` at most, so that
/// the margin must be twice that.
///
/// - SeeAlso: T. Chandra, R. Griesemer, J. Redstone, "Paxos Made Live", 2007, §5.2; C. Gray,
///   D. Cheriton, "Leases", SOSP 1989, for the clocks.
public struct MasterLease: Model {
  enum Bug: String, Sendable {
    case ignoresLease = "ignores-lease"
    case grantsToDeposed = "grants-to-deposed"
    case forgetsLease = "forgets-lease"
    case noMargin = "no-margin"
    case smallMargin = "small-margin"
    case countsFromGrant = "counts-from-grant"
    case largeMargin = "large-margin"
    case keepsLease = "keeps-lease-in-handover"
    case obeysLate = "obeys-late-handover"
  }

  public struct State: Hashable, Sendable {
    var clocks = Clocks()
    /// The number that each acceptor promised.
    var promises = NibbleArray<UInt32>()
    /// When the lease ends that an acceptor granted, by its own clock; 0 if there is none.
    var grantEnds = NibbleArray<UInt32>()
    /// To whom, counted from 1; 0 after a restart, when the acceptor does not know.
    var lessees = NibbleArray<UInt32>()
    /// The number with which each node was elected last; 0 if it was not.
    var numbers = NibbleArray<UInt32>()
    /// When each node asked for a lease that it waits for, counted from 1; 0 if it did not.
    var asked = NibbleArray<UInt32>()
    /// Who granted whom the lease that it waits for.
    var grants = BitSet<Grant>()
    /// When each node's own lease ends, by its own clock; 0 if it has none.
    var leaseEnds = NibbleArray<UInt32>()
    /// How many writes each node knows.
    var known = NibbleArray<UInt32>()
    /// How many writes were acknowledged.
    var writes = 0
    /// The number of the leader that handed the lead over to each node; 0 if none did since it was elected.
    var handovers = NibbleArray<UInt32>()
    /// The node that had a lease first, counted from 1; 0 if none had.
    var firstMaster = 0
    /// The number of the last election.
    var elections = 0

    /// Whether a node may read locally.
    func isMaster(_ node: Int) -> Bool { leaseEnds[node] > clocks[node] }
  }

  /// An acceptor's consent to a node's request for a lease.
  struct Grant: BitIndexed, CustomStringConvertible {
    typealias BitSetWord = UInt64

    let acceptor: Int
    let lessee: Int

    init(by acceptor: Int, to lessee: Int) {
      self.acceptor = acceptor
      self.lessee = lessee
    }

    var bitIndex: Int { 8 * lessee + acceptor }

    init(bitIndex: Int) { self.init(by: bitIndex % 8, to: bitIndex / 8) }

    var description: String { "\(acceptor) to \(lessee)" }
  }

  public enum Action: Hashable, Sendable {
    case tick(Int)
    case elect(Int, by: [Int])
    case write(Int, with: [Int])
    case ask(Int)
    case grant(Int, to: Int)
    case restart(Int)
    case handOver(Int, to: Int)
  }

  let nodes: Int
  let ticks: Int
  let duration: Int
  let skew: Int
  let margin: Int
  let bug: Bug?

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] {
    var actions: [Action] = []
    for node in 0..<nodes {
      actions.append(.tick(node))
      let quorums = quorums(of: node)
      if state.elections == 0 {
        // Nodes differ in nothing but their names, so the first master is node 0, and so on.
        if node == 0 { actions.append(.elect(0, by: quorums[0])) }
      } else {
        actions += quorums.map { .elect(node, by: $0) }
      }
      if state.numbers[node] > 0 {
        actions += quorums.map { .write(node, with: $0) }
        actions.append(.ask(node))
        actions += (0..<nodes).filter { $0 != node }.map { .handOver(node, to: $0) }
        if state.asked[node] > 0 { actions += (0..<nodes).map { .grant($0, to: node) } }
      }
      actions.append(.restart(node))
    }
    return actions
  }

  /// The smallest majorities that a node belongs to.
  private func quorums(of node: Int) -> [[Int]] {
    let others = (0..<nodes).filter { $0 != node }
    func choose(_ count: Int, from start: Int) -> [[Int]] {
      guard count > 0 else { return [[]] }
      return (start..<max(start, others.count - count + 1)).flatMap { index in
        choose(count - 1, from: index + 1).map { [others[index]] + $0 }
      }
    }
    return choose(nodes / 2, from: 0).map { ([node] + $0).sorted() }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .tick(let node):
      guard let clocks = state.clocks.ticking(node, of: nodes, skew: skew, until: ticks) else {
        return nil
      }
      next.clocks = clocks
      expire(node, in: &next)
    case .elect(let node, let quorum):
      guard quorum.allSatisfy({ mayElect(node, acceptor: $0, in: state) }) else { return nil }
      next.elections += 1
      for acceptor in quorum { next.promises[acceptor] = next.elections }
      next.numbers[node] = next.elections
      next.handovers[node] = 0
      cancel(node, in: &next)
      // Some member of the quorum took part in the last write.
      next.known[node] = state.writes
    case .write(let node, let quorum):
      guard isObeyed(node, by: quorum, in: state) else { return nil }
      next.writes += 1
      next.known[node] = next.writes
    case .ask(let node):
      guard state.asked[node] == 0 else { return nil }
      next.asked[node] = state.clocks[node] + 1
    case .grant(let acceptor, let node):
      guard mayGrant(acceptor, to: node, in: state) else { return nil }
      grant(acceptor, to: node, in: &next)
    case .restart(let node):
      next.numbers[node] = 0
      cancel(node, in: &next)
      next.leaseEnds[node] = 0
      next.handovers[node] = 0
      // Whatever the acceptor granted is over then.
      next.lessees[node] = 0
      next.grantEnds[node] = bug == .forgetsLease ? 0 : state.clocks[node] + duration
    case .handOver(let node, let heir):
      // Only the last leader knows that no other node has a lease.
      guard state.numbers[node] == state.elections else { return nil }
      handOver(node, to: heir, in: &next)
    }
    return next
  }

  /// Whether an acceptor would vote for a node.
  private func mayElect(_ node: Int, acceptor: Int, in state: State) -> Bool {
    state.grantEnds[acceptor] == 0 || state.lessees[acceptor] == node + 1
      || isHeir(node, in: state) || bug == .ignoresLease
  }

  /// Whether no acceptor of a quorum has promised a greater number than a node's own.
  private func isObeyed(_ node: Int, by quorum: [Int], in state: State) -> Bool {
    quorum.allSatisfy { state.promises[$0] <= state.numbers[node] }
  }

  private func mayGrant(_ acceptor: Int, to node: Int, in state: State) -> Bool {
    guard !state.grants.contains(Grant(by: acceptor, to: node)) else { return false }
    let isFree = state.grantEnds[acceptor] == 0 || state.lessees[acceptor] == node + 1
    let isLeader = isObeyed(node, by: [acceptor], in: state) || bug == .grantsToDeposed
    return isFree && isLeader
  }

  private func grant(_ acceptor: Int, to node: Int, in state: inout State) {
    state.grantEnds[acceptor] = state.clocks[acceptor] + duration
    state.lessees[acceptor] = node + 1
    state.grants.insert(Grant(by: acceptor, to: node))
    guard state.grants.count(where: { $0.lessee == node }) > nodes / 2 else { return }
    let start = bug == .countsFromGrant ? state.clocks[node] : state.asked[node] - 1
    state.leaseEnds[node] = max(start + duration - usedMargin, state.leaseEnds[node])
    if state.firstMaster == 0 { state.firstMaster = node + 1 }
    cancel(node, in: &state)
    expire(node, in: &state)
  }

  private var usedMargin: Int {
    switch bug {
    case .noMargin: 0
    case .smallMargin: margin - 1
    case .largeMargin: margin + 1
    default: margin
    }
  }

  /// Makes a node wait for no lease.
  func cancel(_ node: Int, in state: inout State) {
    state.asked[node] = 0
    for acceptor in 0..<nodes { state.grants.remove(Grant(by: acceptor, to: node)) }
  }

  /// Forgets what is over by a node's clock.
  private func expire(_ node: Int, in state: inout State) {
    let now = state.clocks[node]
    if state.leaseEnds[node] <= now { state.leaseEnds[node] = 0 }
    if state.grantEnds[node] <= now {
      state.grantEnds[node] = 0
      state.lessees[node] = 0
    }
    // A lease that was asked for so long ago is over before it begins.
    if state.asked[node] > 0, state.asked[node] - 1 + duration <= now { cancel(node, in: &state) }
  }

  public var properties: [Property<Self>] {
    let all = 0..<nodes
    return [
      .always("no stale read") { state in
        all.allSatisfy { !state.isMaster($0) || state.known[$0] == state.writes }
      },
      .always("one master") { state in all.count { state.isMaster($0) } <= 1 },
    ]
  }
}
