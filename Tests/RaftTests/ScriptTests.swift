import PaxcheckKit
import RegisterClient
import Testing

@testable import Raft

/// What etcd's interaction tests show of its Raft, step by step, as far as these rules have it.
///
/// - SeeAlso: etcd-io/raft, `testdata`.
@Suite struct `A script` {
  private func clocks(_ node: RaftNode) -> [String] { node.log.entries.map { "\($0.clock)" } }

  @Test func `elects a leader, whose barrier all commit`() throws {
    var play = try Play("campaigns=1 heartbeats=1", term: 0, logs: [[0], [0], [0]])
    try play.elect(0)
    try play.beat(0)
    for index in 0..<3 {
      #expect(play.node(index).storage.ballot == Ballot(term: 1, votedFor: 0))
      #expect(play.node(index).commit == 3)
      #expect(clocks(play.node(index)) == ["0.1", "0.2", "1.3"])
    }
    #expect(play.node(0).isLeader)
  }

  @Test func `elects a single node without a message`() throws {
    var play = try Play("nodes=1 campaigns=1")
    try play.take("timeout 0: campaign")
    #expect(play.node(0).isLeader && play.node(0).commit == 2)
    #expect(play.state.deliverable.isEmpty)
  }

  @Test func `refuses a pre-vote to a candidate whose log is behind`() throws {
    var play = try Play("pre-votes=true campaigns=1,1,1 entries=1")
    try play.elect(0)
    try play.take("timeout 0: propose")
    play.deliver(cutOff: 2)
    try play.take("timeout 2: campaign")
    play.takeAll {
      if case .deliver(let envelope) = $0, case .internal(.requestVote) = envelope.message {
        true
      } else {
        false
      }
    }
    #expect(play.node(2).campaign?.grants == [] && play.node(2).log.last.index == 2)
    play.deliver()
    for index in 0..<3 {
      #expect(play.node(index).term == 1)
      #expect(clocks(play.node(index)) == ["0.1", "1.2", "1.3"])
    }
    #expect(play.node(0).isLeader)
    try play.elect(1)
    #expect(play.node(1).isLeader && play.node(1).term == 2)
  }

  @Test func `refuses a pre-vote as long as the leader is alive`() throws {
    var play = try Play("pre-votes=true patient=true busy=true campaigns=2,2,1 heartbeats=2")
    try play.elect(0)
    try play.beat(0)
    try play.take("timeout 1: suspect")
    try play.elect(1)
    #expect(play.node(0).isLeader && play.node(1).campaign == nil)
    try play.take("timeout 2: suspect")
    try play.elect(2)
    #expect(play.node(2).isLeader && play.node(2).term == 2)
    try play.beat(2)
    try play.take("timeout 0: suspect")
    try play.elect(0)
    #expect(play.node(2).isLeader && !play.node(0).isLeader && play.node(0).term == 2)
    try play.take("timeout 1: suspect")
    try play.elect(1)
    #expect(play.node(1).isLeader && play.node(1).term == 3)
  }

  /// The logs of figure 7 of Raft's paper. A refused call costs a step back, or a leap to the end of a log.
  @Test func `brings the logs of figure 7 in line`() throws {
    let logs = [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6], [1, 1, 1, 4, 4, 5, 5, 6, 6], [1, 1, 1, 4],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6], [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7],
      [1, 1, 1, 4, 4, 4, 4], [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ]
    var play = try Play("nodes=7 campaigns=1 heartbeats=1 width=8", term: 7, logs: logs)
    try play.take("timeout 0: campaign")
    play.takeAll {
      if case .deliver(let envelope) = $0, case .internal(.requestVote) = envelope.message {
        true
      } else {
        false
      }
    }
    let voters = (1..<7).filter { play.node($0).storage.ballot.votedFor == 0 }
    #expect(voters == [1, 2, 5, 6])
    let calls = play.takeAll { if case .deliver = $0 { true } else { false } }
    let refusals = (0..<7).map { peer in
      calls.count { action in
        guard case .deliver(let envelope) = action, envelope.source.index == peer,
          case .internal(.replicated(_, _, 0, _)) = envelope.message
        else { return false }
        return true
      }
    }
    #expect(refusals == [0, 1, 1, 0, 0, 3, 7])
    try play.beat(0)
    for index in 0..<7 {
      #expect(play.node(index).log == play.node(0).log)
      #expect(play.node(index).commit == 12)
    }
    #expect(clocks(play.node(0)).last == "8.12")
  }

  @Test func `commits at a heartbeat what a follower has, once that is the leader's`() throws {
    var play = try Play("campaigns=1 entries=2 heartbeats=2")
    try play.elect(0)
    try play.take("timeout 0: propose")
    // Node 2 has the entries, and the leader does not hear of it.
    play.deliver(cutOff: 1)
    try play.take(
      "timeout 0: propose",
      "deliver 0 → 2: replicate(term: 1, previous: 1.3, entries: [1.4 entry(2 of 0)])")
    play.deliver(cutOff: 2)
    #expect(play.node(0).commit == 4 && play.node(2).commit == 1)
    try play.take("timeout 0: heartbeat", "deliver 0 → 2: heartbeat(term: 1, commit: 4)")
    #expect(play.node(2).commit == 4 && play.node(0).progress(of: 2)?.match == 3)
  }

  @Test func `leaves the last of three unsynced entries, and only then an answer`() throws {
    var play = try Play("nodes=7 campaigns=0,1,2,3 crashes=1 syncs-later=true")
    for (leader, term) in [(1, 1), (2, 2), (3, 3)] {
      while play.node(leader).term < term { try play.take("timeout \(leader): campaign") }
      for voter in 4...6 {
        try play.take(
          "deliver \(leader) → \(voter): request-vote(term: \(term), last: 0.1)",
          "deliver \(voter) → \(leader): vote(term: \(term), granted)")
      }
      try play.take(
        "deliver \(leader) → 0: replicate(term: \(term), previous: 0.1, "
          + "entries: [\(term).2 barrier])")
    }
    let isAnswer: (Envelope<RaftNode.Message>) -> Bool = { envelope in
      if case .internal(.replicated) = envelope.message { envelope.source == 0 } else { false }
    }
    #expect(!play.state.deliverable.contains(where: isAnswer))
    var crashed = play
    try crashed.take("crash 0, losing its unsynced write", "recover 0")
    #expect(clocks(crashed.node(0)) == ["0.1"] && crashed.node(0).term == 3)
    try play.take("timeout 0: sync")
    #expect(play.state.deliverable.contains(where: isAnswer))
    try play.take("crash 0", "recover 0")
    #expect(clocks(play.node(0)) == ["0.1", "3.2"] && play.node(0).term == 3)
  }
}
