import PaxcheckKit
import RegisterClient
import Testing

@testable import Raft

@Suite struct `A snapshot` {
  private func clocks(_ node: RaftNode) -> [String] { node.log.entries.map { "\($0.clock)" } }

  /// The leader's log begins with a snapshot of two entries that node 2 has not heard of.
  private func laggard(_ parameters: String) throws -> Play {
    var play = try Play("campaigns=1 resends=1 " + parameters)
    try play.elect(0, cutOff: 2)
    try play.take("timeout 0: propose")
    play.deliver(cutOff: 2)
    try play.take("timeout 0: snapshot", "timeout 0: fold", "timeout 0: compact")
    return play
  }

  @Test func `takes the place of the entries before it`() throws {
    let play = try laggard("entries=1 snapshots=1")
    #expect(clocks(play.node(0)) == ["1.3"] && play.node(0).members == [0, 1, 2])
    #expect(clocks(play.node(1)) == ["0.1", "1.2", "1.3"])
  }

  @Test func `brings up a node that lacks what it stands for, and entries follow it`() throws {
    var play = try laggard("entries=2 heartbeats=1 snapshots=1")
    try play.take("timeout 0: resend")
    play.deliver()
    #expect(clocks(play.node(2)) == ["1.3"] && play.node(2).commit == 3)
    #expect(play.node(2).machine == play.node(0).machine)
    let progress = play.node(0).progress(of: 2)
    #expect(progress?.match == 3 && progress?.next == 4)
    try play.take("timeout 0: propose")
    play.deliver()
    try play.beat(0)
    #expect(clocks(play.node(2)) == ["1.3", "1.4"] && play.node(2).commit == 4)
  }

  @Test func `is refused once a later one has taken its place, which is taken over then`() throws {
    var play = try Play("campaigns=1 resends=1 entries=1 snapshots=2")
    try play.elect(0, cutOff: 2)
    try play.take(
      "timeout 0: snapshot", "timeout 0: fold", "timeout 0: compact", "timeout 0: resend",
      "deliver 0 → 2: replicate(term: 1, previous: 0.1, "
        + "entries: [1.2 snapshot(members: [0, 1, 2])])",
      "timeout 0: propose")
    play.deliver(cutOff: 2)
    try play.take(
      "timeout 0: snapshot", "timeout 0: fold", "timeout 0: compact",
      "deliver 2 → 0: get-snapshot(term: 1, index: 2)",
      "deliver 0 → 2: snapshot(term: 1, index: 2, refused)",
      "deliver 2 → 0: replicated(term: 1, next: 2, inserted: 0, last: 1)")
    play.deliver()
    #expect(clocks(play.node(2)) == ["1.3"] && play.node(2).commit == 3)
    #expect(play.node(0).progress(of: 2)?.match == 3)
  }

  @Test func `tells after a crash what the log before it came to`() throws {
    var play = try laggard("entries=1 snapshots=1 crashes=1")
    let machine = play.node(0).machine
    try play.take("crash 0", "recover 0")
    #expect(play.node(0).commit == 3 && play.node(0).machine == machine)
    #expect(!machine.executed.isEmpty)
  }

  @Test func `tells who the members were, though they change before it is in the log`() throws {
    var play = try Play("campaigns=1 changes=0,0,1 snapshots=1")
    try play.elect(0)
    try play.take(
      "timeout 0: snapshot", "timeout 0: change(2)", "timeout 0: fold", "timeout 0: compact")
    let commands = play.node(0).log.entries.map(\.command)
    #expect(commands == [.snapshot(members: [0, 1, 2]), .configuration(members: [0, 1])])
    #expect(play.node(0).members == [0, 1])
  }

  @Test func `keeps what follows it in the log of a node that has its entry`() throws {
    var play = try Play("campaigns=1 resends=1 entries=2 snapshots=1")
    try play.elect(0, cutOff: 2)
    try play.take("timeout 0: propose")
    play.deliver(cutOff: 2)
    try play.take("timeout 0: snapshot", "timeout 0: propose")
    play.deliver(cutOff: 2)
    // Node 2 gets all entries, and its last answer goes astray.
    try play.take(
      "deliver 0 → 2: replicate(term: 1, previous: 0.1, entries: [1.2 barrier])",
      "deliver 2 → 0: replicated(term: 1, next: 2, inserted: 1, last: 2)",
      "deliver 0 → 2: replicate(term: 1, previous: 1.2, "
        + "entries: [1.3 entry(1 of 0); 1.4 entry(2 of 0)])",
      "timeout 0: fold", "timeout 0: resend",
      "deliver 0 → 2: replicate(term: 1, previous: 1.2, "
        + "entries: [1.3 snapshot(members: [0, 1, 2]); 1.4 entry(2 of 0)])",
      "deliver 2 → 0: get-snapshot(term: 1, index: 3)")
    play.deliver()
    #expect(clocks(play.node(2)) == ["0.1", "1.2", "1.3", "1.4"])
    #expect(play.node(2).log.snapshot == 3 && play.node(2).commit == 3)
    #expect(play.node(0).progress(of: 2)?.match == 4)
  }
}
