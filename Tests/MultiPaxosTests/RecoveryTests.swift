import PaxcheckKit
import RegisterClient
import Testing

@testable import MultiPaxos

@Suite struct `Nodes that recover` {
  @Test(arguments: [
    "attempts=1,1 amnesia=0,0,1", "attempts=1,1 amnesia=1,1,1",
    "attempts=1 crashes=1 syncs-later=true",
    "nodes=1 rounds=2 attempts=2 crashes=1 syncs-later=true",
    "nodes=2 rounds=2 attempts=1 crashes=1 syncs-later=true commits=true",
    "rounds=2 window=2 attempts=1,0,1 membership=readmits-last amnesia=0,0,1",
    "attempts=1 snapshots=1 polls=1", "attempts=1 amnesia=0,1 snapshots=1 polls=1",
    "rounds=2 attempts=2 window=2 snapshots=1 lossy=true",
  ])
  func `obey the rules, and do something`(parameters: String) throws {
    try expectAsClaimed(parameters)
  }

  private func entry(_ serial: Int, _ operation: Entry.Operation) -> Entry {
    Entry(id: Entry.ID(author: 0, serial: serial), operation: operation)
  }

  private func node(_ log: [Entry?], membership: Membership = .fixed) throws -> PaxosNode {
    let configuration = try MultiPaxosConfiguration(
      nodes: 3, rounds: log.count, window: 1, membership: membership)
    var node = PaxosNode(configuration, id: 2)
    node.storage.committed = log
    return node
  }

  @Test func `find in a snapshot what the entries left behind`() throws {
    let log = [
      entry(1, .write(Letter(0))), entry(2, .write(Letter(1))), entry(1, .write(Letter(0))), nil,
    ]
    var node = try node(log)
    let before = node.state(before: 3)
    node.takeSnapshot()
    #expect(node.storage.committed == [nil, nil, nil, nil])
    #expect(node.openRound == 3)
    #expect(node.state(before: 3) == before)
    // The first entry came twice, and was applied once.
    #expect(before.register == Letter(1))
  }

  @Test func `keep their votes and numbers when they install a snapshot`() throws {
    var ahead = try node([entry(1, .write(Letter(0))), nil])
    ahead.takeSnapshot()
    var behind = try node([nil, nil])
    let vote = Vote(number: 4, entry: entry(2, .none))
    let promised = behind.storage.acceptor.promise(4, from: 0)
    let accepted = behind.storage.acceptor.accept(vote, in: 1)
    #expect(promised && accepted)
    var outbox = Outbox<PaxosNode>(id: 2)
    behind.install(ahead.storage.snapshot, observed: 3, &outbox)
    #expect(behind.openRound == 1)
    #expect(behind.storage.acceptor.accepted[1] == vote)
    #expect(behind.storage.acceptor.promises == [4, 4])
    #expect(behind.storage.acceptor.observed == 4)
  }

  @Test func `have no vote under their old identity after they lost their memory`() throws {
    var configuration = try MultiPaxosConfiguration(
      nodes: 3, rounds: 2, window: 2, membership: .readmitsLast)
    configuration.lastIncarnations = [0, 0, 1]
    var node = PaxosNode(configuration, id: 2)
    #expect((0..<2).map(node.mayVote) == [true, false])
    var outbox = Outbox<PaxosNode>(id: 2)
    outbox.lifetime.amnesiaCount = 1
    node.recover(from: nil, &outbox)
    #expect(outbox.events == [.server(.forgot)])
    #expect((0..<2).map(node.mayVote) == [false, true])
    #expect(node.status(in: 0) == .passive)
  }
}
