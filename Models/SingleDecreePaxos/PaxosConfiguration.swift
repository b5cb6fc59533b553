import PaxcheckKit

/// What all servers of one system know.
struct PaxosConfiguration: Hashable, Sendable {
  /// The number of servers, which are actors 0 to `servers` - 1.
  var servers: Int
  /// How many servers must promise, counting the proposer.
  var prepareQuorum: Int
  /// How many servers must accept, counting the proposer.
  var acceptQuorum: Int
  /// How often a proposer may start again with a higher ballot.
  var retries = 0
  /// Whether servers record what they promise, accept, propose and learn.
  var recordsFacts = false

  /// Servers of which a majority must agree, in both phases.
  init(servers: Int) {
    self.servers = servers
    prepareQuorum = Quorum.majority(of: servers)
    acceptQuorum = Quorum.majority(of: servers)
  }
}
