import PaxcheckKit

/// A leader hands the lead over: the heir is elected although acceptors have granted a lease.
///
/// The leader gives its own lease up first, and asks for no other. No other node has one, unless there was another
/// election since: then the heir must wait like others.
///
/// - SeeAlso: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §3.10 and §6.4.1, on leadership transfers
///   and leases.
extension MasterLease {
  /// Makes a node lead no more, and another one its heir.
  func handOver(_ node: Int, to heir: Int, in state: inout State) {
    state.handovers[heir] = state.numbers[node]
    state.numbers[node] = 0
    cancel(node, in: &state)
    if bug != .keepsLease { state.leaseEnds[node] = 0 }
  }

  /// Whether a node may be elected in spite of a lease: the last leader has handed the lead over to it.
  func isHeir(_ node: Int, in state: State) -> Bool {
    let number = state.handovers[node]
    return number > 0 && (number == state.elections || bug == .obeysLate)
  }

  /// Whether an acceptor has voted for a node while it granted another a lease.
  func hasHeir(in state: State) -> Bool {
    let hasLeader = (0..<nodes).contains { state.numbers[$0] == state.elections }
    return hasLeader
      && (0..<nodes).contains { acceptor in
        let lessee = state.lessees[acceptor]
        return state.grantEnds[acceptor] > 0 && lessee > 0
          && state.promises[acceptor] == state.elections
          && state.numbers[lessee - 1] < state.elections
      }
  }
}
