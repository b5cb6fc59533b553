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
    try withEvery("seed", in: Effort.seeds(500)) { seed in
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

  @Test func `a withdrawn operation counts as if it had never begun`() throws {
    let random = RandomEvents(initial: Register(0), clients: 4, operations: 10) {
      $0.below(2) == 0 ? .read : .write($0.below(3))
    }
    var seen: Set<Bool> = []
    try withEvery("seed", in: Effort.seeds(500)) { seed in
      var generator = SeededGenerator(seed: seed)
      var full = OperationRecord(.full, of: random.initial)
      var monitor = OperationRecord(.monitor, of: random.initial)
      let events = random.events(seed: seed)
      var withdrawn: Set<Int> = []
      for (place, (event, client)) in events.enumerated() {
        if case .response = event, generator.chance(Ratio(1, 4)) {
          full.withdraw(by: client)
          monitor.withdraw(by: client)
          let beginning = events[..<place].lastIndex { $0.client == client }
          withdrawn.formUnion([place, beginning ?? place])
        } else {
          full.record(event, by: client)
          monitor.record(event, by: client)
        }
        try #require(monitor.isLinearizable == full.isLinearizable)
      }
      var rest = OperationHistory(of: random.initial)
      for (place, (event, client)) in events.enumerated() where !withdrawn.contains(place) {
        rest.record(event, by: client)
      }
      try #require(rest.isLinearizable == full.isLinearizable)
      if !withdrawn.isEmpty { seen.insert(rest.isLinearizable) }
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
