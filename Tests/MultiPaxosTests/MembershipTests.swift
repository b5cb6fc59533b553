import PaxcheckKit
import Testing

@testable import MultiPaxos

@Suite struct `A cluster that changes` {
  @Test(arguments: [
    (Membership.fixed, 3, ["0 1 2"]),
    (.addsOne, 4, ["0 1 2", "0 1 2 3"]),
    (.addsTwo, 5, ["0 1 2", "0 1 2 3 4"]),
    (.removesOne, 4, ["0 1 2 3", "0 1 2"]),
    (.replacesOne, 4, ["0 1 2", "0 1 3"]),
    (.replacesTwo, 5, ["0 1 2", "0 3 4"]),
    (.replacesTwoInTurn, 5, ["0 1 2", "0 1 3", "0 3 4"]),
  ])
  func `keeps some of its members`(membership: Membership, nodes: Int, expected: [String])
    throws
  {
    let clusters = try membership.clusters(of: nodes)
    let members = clusters.map { $0.members.map(\.description).joined(separator: " ") }
    #expect(members == expected)
    #expect(clusters.map(\.epoch) == Array(clusters.indices))
  }

  @Test func `needs nodes that can join`() {
    #expect(throws: ArgumentError.self) { try check("nodes=4 membership=replaces-two") }
  }

  @Test func `decides about the rounds that the schedule says`() throws {
    let configuration = try MultiPaxosConfiguration(
      nodes: 5, rounds: 4, window: 1, membership: .replacesTwoInTurn)
    let epochs = (0..<4).map { configuration.cluster(of: $0) { _ in 0 }.epoch }
    #expect(epochs == [0, 1, 2, 2])
  }

  @Test func `decides a window after the entry that brings it`() throws {
    var configuration = try MultiPaxosConfiguration(
      nodes: 5, rounds: 4, window: 2, membership: .replacesTwo)
    configuration.membershipSource = .log
    let change = Entry(id: Entry.ID(author: 0, serial: 1), operation: .change(to: 1))
    // An entry that a retry brought into the log twice changes the cluster once.
    let log: [Entry?] = [change, change, nil, nil]
    let epochs = (0..<4).map { round in
      configuration.cluster(of: round) { LogState(of: Array(log[..<max(0, $0)])).changes.count }
        .epoch
    }
    #expect(epochs == [0, 0, 1, 1])
  }

  @Test(arguments: [
    "nodes=5 rounds=2 window=2 membership=replaces-two attempts=1,0,0,1",
    "nodes=4 rounds=2 membership=replaces-one changes=log attempts=2,0,0,1 polls=1",
    "nodes=4 rounds=2 window=2 membership=adds-one attempts=1,0,0,1",
  ])
  func `obeys the rules, and does something`(parameters: String) throws {
    try expectAsClaimed(parameters)
  }
}
