public import PaxcheckKit

/// Raft as a transition system, with all messages ever sent: the specification that others have counted.
///
/// A message stays in the state once it was received, with a count of 0. Elections and restarts are bounded for
/// the whole system.
///
/// - SeeAlso: J. Vanlightly, `raft-tlaplus`, `specifications/standard-raft`, without reconfiguration; after
///   D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, appendix B.
public struct RaftSet: Model {
  public enum Role: UInt8, Sendable { case follower, candidate, leader }

  public struct Entry: Hashable, Sendable {
    let term: Int
    let value: Int
  }

  /// What one server knows.
  public struct Server: Hashable, Sendable {
    var term = 1
    var role = Role.follower
    var vote: Int?
    var log: [Entry] = []
    var commit = 0
    var votes: BitSet<Int> = []
    /// By server: the next entry to send, up to where its log is known to be the same, and whether an answer is
    /// awaited.
    var next: [Int]
    var match: [Int]
    var isPending: BitSet<Int> = []

    init(among servers: Int) {
      next = Array(repeating: 1, count: servers)
      match = Array(repeating: 0, count: servers)
    }

    var lastTerm: Int { log.last?.term ?? 0 }

    /// The term of the entry at an index that is counted from 1; 0 before the first.
    func term(at index: Int) -> Int { index == 0 ? 0 : log[index - 1].term }
  }

  public struct State: Hashable, Sendable {
    var servers: [Server]
    /// How often each message is on its way, of all that were ever sent, in order.
    var messages: [SentMessage] = []
    /// Whether each value is acknowledged; `nil` if no client asked for it.
    var acknowledged: [Bool?]
    var elections = 0
    var restarts = 0
  }

  public enum Action: Hashable, Sendable {
    case restart(Int)
    case requestVote(Int)
    case becomeLeader(Int)
    case clientRequest(Int, value: Int)
    case appendEntries(Int, to: Int)
    case advanceCommit(Int)
    case updateTerm(Message)
    case receive(Message)
  }

  let servers: Int
  let values: Int
  let elections: Int
  let restarts: Int
  let bug: Bug?

  public var initialStates: [State] {
    [
      State(
        servers: Array(repeating: Server(among: servers), count: servers),
        acknowledged: Array(repeating: nil, count: values))
    ]
  }

  public func actions(in state: State) -> [Action] {
    let all = 0..<servers
    var actions = all.map { Action.restart($0) } + all.map { .requestVote($0) }
    actions += all.map { .becomeLeader($0) }
    actions += all.flatMap { server in
      (0..<values).map { .clientRequest(server, value: $0) }
    }
    actions += all.map { .advanceCommit($0) }
    actions += all.flatMap { server in
      all.filter { $0 != server }.map { .appendEntries(server, to: $0) }
    }
    for sent in state.messages {
      actions.append(.updateTerm(sent.message))
      if sent.count > 0 { actions.append(.receive(sent.message)) }
    }
    return actions
  }

  public func successor(of state: State, after action: Action) -> State? {
    switch action {
    case .restart(let server): restart(server, in: state)
    case .requestVote(let server): requestVote(server, in: state)
    case .becomeLeader(let server): becomeLeader(server, in: state)
    case .clientRequest(let server, let value): append(value, at: server, in: state)
    case .appendEntries(let server, let peer): appendEntries(server, to: peer, in: state)
    case .advanceCommit(let server): advanceCommit(server, in: state)
    case .updateTerm(let message): updateTerm(message, in: state)
    case .receive(let message): receive(message, in: state)
    }
  }

  public var properties: [Property<Self>] {
    let rules: [Property<Self>] = [
      .always("acknowledged values are in the newest leader's log") { state in
        state.newestLeaders.allSatisfy { leader in
          state.acknowledged.enumerated().allSatisfy { value, isAcknowledged in
            isAcknowledged != true || leader.log.contains { $0.value == value }
          }
        }
      },
      .always("committed prefixes agree") { state in
        state.servers.allSatisfy { left in
          state.servers.allSatisfy { right in
            let common = min(left.commit, right.commit)
            return left.log.prefix(common) == right.log.prefix(common)
          }
        }
      },
    ]
    return elections == 0
      ? rules : rules + [.sometimes("a value is acknowledged") { $0.acknowledged.contains(true) }]
  }
}

extension RaftSet.State {
  /// The leaders of the newest term that a server is in.
  fileprivate var newestLeaders: [RaftSet.Server] {
    let newest = servers.map(\.term).max()
    return servers.filter { $0.role == .leader && $0.term == newest }
  }
}
