import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckConsistency

/// What is said about a history of a model that has no linearization, against the oracle.
@Suite struct ContradictionTests {
  @Test func `register`() throws {
    try check(RandomEvents(initial: Register(0)) { $0.below(2) == 0 ? .read : .write($0.below(3)) })
  }

  @Test func `queue`() throws {
    try check(
      RandomEvents(initial: FIFOQueue<Int>()) {
        $0.below(2) == 0 ? .dequeue : .enqueue($0.below(3))
      })
  }

  @Test func `key-value map`() throws {
    try check(
      RandomEvents(initial: KeyValueMap<Int, Int>()) { generator in
        switch generator.below(5) {
        case 0...1: .get(generator.below(2))
        case 2: .remove(generator.below(2))
        default: .put(generator.below(2), generator.below(2))
        }
      })
  }

  @Test func `log`() throws {
    try check(
      RandomEvents(initial: AppendOnlyLog<Int>()) {
        $0.below(2) == 0 ? .read : .append($0.below(2))
      })
  }

  @Test func `mutex`() throws {
    try check(
      RandomEvents(initial: ExclusiveLock(), lies: 20) { $0.below(2) == 0 ? .acquire : .release })
  }

  @Test func `a diagnosis shows the operations`() throws {
    var history = OperationHistory(of: Register(0))
    history.record(.invocation(.write(1)), by: 3)
    history.record(.response(.written), by: 3)
    history.record(.invocation(.read), by: 4)
    history.record(.response(.value(0)), by: 4)
    let diagnosis = try #require(history.diagnosis)
    #expect(diagnosis.headline == "no order explains 'read > 0' of client 4")
    #expect(
      diagnosis.details == [
        "at that point it could have been answered: 1",
        "up to then there is an order: 'write 1'",
        "2 operations contradict each other",
        "",
        "  client 3:  |- write 1 -|",
        "  client 4:               |- read > 0 -|",
      ])
    #expect(diagnosis.picture?.contains("culprit") == true)
    #expect(diagnosis.violation == nil)
  }

  @Test func `what no sequential client causes is malformed, not a contradiction`() throws {
    var history = OperationHistory(of: Register(0))
    var monitor = LinearizabilityMonitor(of: Register(0))
    history.record(.response(.written), by: 7)
    monitor.record(.response(.written), by: 7)
    let diagnosis = try #require(history.diagnosis)
    #expect(diagnosis.violation == "malformed history")
    #expect(
      diagnosis.headline
        == "malformed history: client 7 gets the response 'ok' without an operation in flight")
    #expect(monitor.diagnosis == diagnosis)
    #expect(history.beginning.diagnosis == nil && monitor.beginning.diagnosis == nil)
  }

  private func check<S: SequentialSpecification>(_ random: RandomEvents<S>) throws {
    var refuted = 0
    try withEvery("seed", in: Effort.seeds(600)) { seed in
      var recorded = History(of: random.initial)
      var incremental = OperationHistory(of: random.initial)
      for (event, client) in random.events(seed: seed) {
        try recorded.record(event, by: client)
        incremental.record(event, by: client)
      }
      let hasOrder = PermutationOracle(history: recorded, keepsRealTime: true).isConsistent
      let history = incremental.history
      try #require(history.entries.count == recorded.entries.count)
      try #require(
        PermutationOracle(history: history, keepsRealTime: true).isConsistent == hasOrder)
      guard let contradiction = Contradiction(history) else { return try #require(hasOrder) }
      try #require(!hasOrder)
      refuted += 1
      try check(contradiction, random.initial)
    }
    #expect(refuted >= Effort.share(of: 20), "\(refuted)")
  }

  private func check<S: SequentialSpecification>(
    _ contradiction: Contradiction<S>, _ initial: S
  ) throws {
    func hasOrder(_ entries: [History<S>.Entry]) -> Bool {
      PermutationOracle(history: History(of: initial, entries), keepsRealTime: true).isConsistent
    }
    let conflicting = contradiction.conflicting
    try #require(conflicting.contains(contradiction.culprit))
    try #require(!hasOrder(conflicting))
    for operation in conflicting {
      let rest = Set(conflicting).subtracting([operation])
      try #require(hasOrder(contradiction.past.map { rest.contains($0) ? $0 : $0.opened }))
    }
    var object = initial
    for operation in contradiction.order {
      let answer = object.apply(operation.operation)
      try #require(operation.response == nil || operation.response == answer)
    }
    let before = contradiction.past.filter {
      $0.response != nil && $0 != contradiction.culprit
    }
    try #require(Set(contradiction.order).isSuperset(of: before) == contradiction.isOrderWhole)
    try #require(!contradiction.order.contains { $0.invoked == contradiction.culprit.invoked })
  }
}
