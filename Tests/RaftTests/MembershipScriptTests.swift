import PaxcheckKit
import Testing

@testable import Raft

/// What etcd's interaction tests show of changes of the members, as far as these rules have it.
///
/// - SeeAlso: etcd-io/raft, `testdata`.
@Suite struct `A script about members` {
  private func clocks(_ node: RaftNode) -> [String] { node.log.entries.map { "\($0.clock)" } }

  @Test func `begins with one node, which another joins`() throws {
    var play = try Play("nodes=2 start=blank changes=0,1 campaigns=0 heartbeats=1")
    try play.take("timeout 0: bootstrap")
    #expect(play.node(0).isLeader && play.node(0).members == [0] && play.node(0).commit == 3)
    try play.take("timeout 0: change(1)")
    // In effect at once, so that both have to have it.
    #expect(play.node(0).members == [0, 1] && play.node(0).commit == 3)
    play.deliver()
    try play.beat(0)
    for index in 0..<2 {
      #expect(clocks(play.node(index)) == ["0.1", "0.2", "1.3", "1.4"])
      #expect(play.node(index).members == [0, 1] && play.node(index).commit == 4)
    }
  }

  @Test func `removes the leader, which counts no more, and steps down`() throws {
    var play = try Play("campaigns=1,1 entries=1 changes=1")
    try play.elect(0)
    try play.take("timeout 0: change(0)", "timeout 0: propose")
    play.deliver(cutOff: 2)
    #expect(play.node(0).members == [1, 2] && play.node(0).commit == 2)
    play.deliver()
    #expect(play.node(0).isLeader && play.node(0).commit == 4)
    try play.take("timeout 0: stepDown")
    play.deliver()
    #expect(!play.node(0).isLeader)
    #expect(!play.system.actions(in: play.state).contains { "\($0)" == "timeout 0: campaign" })
    #expect([1, 2].count { play.node($0).isLeader && play.node($0).term == 2 } == 1)
  }

  @Test(arguments: ["members=2", "members=2 learners=1"])
  func `elects with the vote of a node that does not know that it is a member`(
    members: String
  ) throws {
    var play = try Play("nodes=3 \(members) campaigns=1,1 changes=0,0,1 heartbeats=1")
    try play.elect(0)
    try play.take("timeout 0: change(2)")
    play.deliver(cutOff: 2)
    #expect(play.node(0).commit == 3 && play.node(2).members == [0, 1])
    try play.elect(1, cutOff: 0)
    #expect(play.node(1).isLeader && play.node(1).term == 2)
    try play.beat(1, cutOff: 0)
    #expect(clocks(play.node(2)) == ["0.1", "1.2", "1.3", "2.4"])
    #expect(play.node(2).members == [0, 1, 2] && play.node(2).commit == 4)
  }

  @Test func `answers no read as a leader that is removed`() throws {
    var play = try Play("nodes=2 campaigns=1,1 changes=1 clients=2 gets=1 reads=confirmed")
    try play.elect(0, cutOff: 2)
    try play.take(
      "timeout 0: change(0)",
      "deliver 0 → 1: replicate(term: 1, previous: 1.2, entries: [1.3 configuration(members: [1])])",
      "timeout 1: campaign", "deliver 3 → 1: put(3, B)", "deliver 1 → 3: putOk(3)")
    // The old leader has heard nothing of all that, and would be alone with the reader.
    #expect(play.node(0).isLeader && play.node(0).members == [1])
    let answers = play.system.actions(in: play.state).filter { "\($0)".contains("get(") }
    #expect(answers.contains { "\($0)" == "deliver 3 → 0: get(6)" })
    for action in answers {
      let next = play.system.successor(of: play.state, after: action)
      #expect(next == nil, "\(action)")
    }
  }

  @Test func `sends a learner all entries, and asks it for nothing`() throws {
    var play = try Play("nodes=3 members=2 learners=1 campaigns=1 entries=1 heartbeats=1")
    try play.elect(0, cutOff: 2)
    try play.take("timeout 0: propose")
    play.deliver(cutOff: 1)
    #expect(clocks(play.node(2)) == ["0.1", "1.2", "1.3"] && play.node(0).commit == 2)
    play.deliver()
    try play.beat(0)
    #expect(play.node(2).commit == 3 && play.node(2).learners == [2] && !play.node(2).isMember)
    #expect(!play.system.actions(in: play.state).contains { "\($0)" == "timeout 2: campaign" })
  }

  @Test func `sends an entry behind a snapshot that was older than that`() throws {
    var play = try Play("campaigns=1 resends=2 entries=2 snapshots=1")
    try play.elect(0, cutOff: 2)
    try play.take("timeout 0: propose")
    play.deliver(cutOff: 2)
    try play.take(
      "timeout 0: snapshot", "timeout 0: fold", "timeout 0: compact", "timeout 0: resend",
      "deliver 0 → 2: replicate(term: 1, previous: 0.2, "
        + "entries: [1.3 snapshot(members: [0, 1, 2])])",
      "timeout 0: propose")
    play.deliver(cutOff: 2)
    #expect(play.node(0).commit == 4 && play.node(0).progress(of: 2)?.match == 0)
    // The call with the barrier comes late, so that node 2 gives up the one with the snapshot.
    play.deliver()
    #expect(clocks(play.node(2)) == ["0.1", "1.2"])
    try play.take("timeout 0: resend")
    play.deliver()
    #expect(clocks(play.node(2)) == ["1.3", "1.4"] && play.node(2).commit == 3)
    #expect(play.node(0).progress(of: 2)?.match == 4)
  }
}
