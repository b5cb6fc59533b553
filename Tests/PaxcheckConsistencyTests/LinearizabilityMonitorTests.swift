import PaxcheckConsistency
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct LinearizabilityMonitorTests {
  @Test func `a monitor says after every event what the history says`() throws {
    let random = RandomEvents(initial: Register(0), clients: 4, operations: 10) {
      $0.below(2) == 0 ? .read : .write($0.below(3))
    }
    var seen: Set<Bool> = []
    try withEvery("seed", in: UInt64(0)..<500) { seed in
      var history = OperationHistory(of: random.initial)
      var monitor = LinearizabilityMonitor(of: random.initial)
      for (event, client) in random.events(seed: seed) {
        history.record(event, by: client)
        monitor.record(event, by: client)
        try #require(monitor.isLinearizable == history.isLinearizable)
      }
      seen.insert(monitor.isLinearizable)
    }
    #expect(seen == [true, false])
  }

  @Test func `pasts that do not matter any more are equal`() {
    var one = LinearizabilityMonitor(of: Register(0))
    var other = one
    for value in [1, 2] {
      one.record(.invocation(.write(value)), by: 7)
      one.record(.response(.written), by: 7)
    }
    other.record(.invocation(.write(2)), by: 3)
    other.record(.response(.written), by: 3)
    #expect(one == other)
    other.record(.invocation(.read), by: 3)
    #expect(one != other)
  }

  @Test func `events that no sequential client causes are errors`() {
    var monitor = LinearizabilityMonitor(of: Counter())
    monitor.record(.response(.added), by: 1)
    #expect(monitor.error == .unexpectedResponse(.added, client: 1))
    #expect(!monitor.isLinearizable)
  }
}
