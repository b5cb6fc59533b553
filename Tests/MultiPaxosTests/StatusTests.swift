import PaxcheckKit
import RegisterClient
import Testing

@testable import MultiPaxos

@Suite struct `The status of a node` {
  private func node(
    _ id: ActorID, _ membership: Membership, from source: MembershipSource = .schedule,
    lastIncarnations: [Int] = []
  ) throws -> PaxosNode {
    var configuration = try MultiPaxosConfiguration(
      nodes: 3, rounds: 3, window: 1, membership: membership)
    configuration.membershipSource = source
    configuration.lastIncarnations = lastIncarnations
    return PaxosNode(configuration, id: id)
  }

  @Test func `is that of an exile in rounds of other clusters`() throws {
    let leaving = try node(2, .removesOne)
    #expect((0..<3).map(leaving.status) == [.active, .exiled, .exiled])
    let joining = try node(2, .addsOne)
    #expect((0..<3).map(joining.status) == [.exiled, .active, .active])
  }

  @Test func `is disoriented where no cluster is known, and the identity matters`() throws {
    let steady = try node(0, .readmitsLast, from: .log)
    #expect((0..<3).map(steady.status) == [.active, .active, .active])
    let last = try node(2, .readmitsLast, from: .log, lastIncarnations: [0, 0, 1])
    #expect((0..<3).map(last.status) == [.active, .disoriented, .disoriented])
  }

  @Test func `comes from what happened to the node`() throws {
    var ejected = try node(0, .fixed)
    ejected.storage.isEjected = true
    #expect(ejected.status(in: 0) == .ejected)
    var stopped = try node(0, .fixed)
    var outbox = Outbox<PaxosNode>(id: 0)
    stopped.timeout(.shutDown, &outbox)
    #expect(stopped.status(in: 0) == .shutDown)
  }

  @Test func `is told to clients whom it costs their request`() throws {
    #expect(AppendFailure.inactive(.shutDown).reason == "shut-down")
    #expect(AppendFailure.noQuorum.reason == "noQuorum")
    let report = try check("attempts=0 clients=1 gets=0 outcomes=true shutdowns=true nodes=1")
    #expect(report.isAsExpected == true)
    #expect(report["a request fails for certain"]?.verdict == "reached")
  }

  @Test func `leaves exiles without a vote`() throws {
    let place = "nodes=5 rounds=2 window=2 membership=replaces-two attempts=2,0,0,1"
    #expect(try check(place, states: 5000).violations.isEmpty)
    let mutant = try check("\(place) mutation=counts-removed-nodes", states: 5000)
    #expect(mutant["only members vote"]?.verdict == "violated")
  }
}
