import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

@Suite struct `An exhaustive search` {
  @Test func `reports a shortest path however many longer ones there are`() throws {
    let chain = (0...100).map(String.init).joined(separator: ">")
    let graph = Graph(
      chain, "0>3", properties: [.always("below three") { (Int($0) ?? 0) < 3 }])
    let outcome = try graph.check()
    #expect(outcome["below three"]?.path?.actions.map(\.description) == ["0>3"])
  }

  @Test func `of several shortest paths reports the one met first`() throws {
    let graph = Graph("a>b>d", "a>c>d", properties: [.sometimes("d") { $0 == "d" }])
    #expect(try graph.check()["d"]?.path?.states == ["a", "b", "d"])
  }

  @Test func `looks at the whole space of a model without properties`() throws {
    let outcome = try Graph("a>b>c>a", "b>d").check()
    #expect(outcome.statistics.uniqueStates == 4)
    #expect(outcome.statistics.isComplete)
    #expect(outcome.isAsExpected == nil)
    #expect(outcome.warnings == ["no property is claimed, so nothing was judged"])
  }

  @Test func `judges a terminal state`() throws {
    let graph = Graph("a>b", properties: [.always("never b") { $0 != "b" }])
    for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
      #expect(try ExhaustiveSearch(order).run(graph)["never b"]?.path?.states == ["a", "b"])
    }
  }

  @Test func `judges every property in one run`() throws {
    let graph = Graph(
      "a>b>c>d",
      properties: [
        .always("not c") { $0 != "c" }, .always("a letter") { $0.count == 1 },
        .sometimes("d") { $0 == "d" }, .sometimes("e") { $0 == "e" },
      ])
    let outcome = try graph.check()
    #expect(
      outcome.findings.map(\.verdict.name) == ["violated", "holds", "reached", "unreachable"])
    #expect(outcome.isAsExpected == false)
  }

  @Test func `generates but does not store what lies outside the boundary`() throws {
    let graph = Graph("a>b>c", "a>d", outside: ["b"])
    let statistics = try graph.check().statistics
    #expect(statistics.uniqueStates == 2)
    #expect(statistics.generatedStates == 3)
    #expect(statistics.boundaryCuts == 1)
  }

  @Test func `counts kinds of actions`() throws {
    let outcome = try ExhaustiveSearch(countsActions: true).run(Graph("a>b>a", "a>b", "b>b"))
    #expect(outcome.statistics.actionCounts == ["a>b": 2, "b>a": 1, "b>b": 1])
  }

  @Test func `expands a state again that depth-first order met too deep`() throws {
    // The first way to e is long; under a limit of 4 only the second one leads on to f.
    let graph = Graph("a>b>c>e>f", "a>e", properties: [.sometimes("f") { $0 == "f" }])
    let search = ExhaustiveSearch(.depthFirst, limits: SearchLimits(depth: 4))
    let outcome = try search.run(graph)
    #expect(outcome["f"]?.path?.states == ["a", "e", "f"])
    #expect(outcome.statistics.uniqueStates == 5)
  }

  @Test func `that meets a limit claims nothing but keeps its findings`() throws {
    let limits = SearchLimits(states: 2)
    let graph = Graph(
      "a>b>c>d",
      properties: [
        .always("not b") { $0 != "b" }, .always("not d") { $0 != "d" },
        .sometimes("c") { $0 == "c" }, .eventually("d") { $0 == "d" },
      ])
    for order in [ExhaustiveSearch.Order.breadthFirst, .depthFirst] {
      let outcome = try ExhaustiveSearch(order, limits: limits).run(graph)
      #expect(outcome.statistics.uniqueStates == 2)
      #expect(!outcome.statistics.isComplete)
      #expect(
        outcome.findings.map(\.verdict.name) == ["violated", "undecided", "undecided", "undecided"])
      #expect(outcome.isAsExpected == false)
    }
  }

  @Test func `is complete if the last level lies exactly at the depth limit`() throws {
    let graph = Graph("a>b>c>a", properties: [.always("a letter") { $0.count == 1 }])
    let whole = try ExhaustiveSearch(limits: SearchLimits(depth: 3)).run(graph)
    #expect(whole.statistics.isComplete)
    #expect(whole["a letter"]?.name == "holds")
    let part = try ExhaustiveSearch(limits: SearchLimits(depth: 2)).run(graph)
    #expect(!part.statistics.isComplete)
    #expect(part["a letter"]?.name == "undecided")
  }

  @Test(arguments: [1, 2])
  func `stops when asked, with what it has`(threads: Int) throws {
    let stop = StopSignal()
    stop.request()
    let outcome = try ExhaustiveSearch(threads: threads, stop: stop).run(Grid())
    guard case .undecided(.interrupted) = outcome["stays in the cube"] else {
      Issue.record("\(outcome.findings)")
      return
    }
  }

  @Test(arguments: [1, 2])
  func `stops when its time is up`(threads: Int) throws {
    let search = ExhaustiveSearch(threads: threads, limits: SearchLimits(time: .zero))
    guard case .undecided(.timeLimit) = try search.run(Grid())["stays in the cube"] else {
      Issue.record("no time limit")
      return
    }
  }

  @Test func `stops before it needs more memory than it may`() throws {
    // Other tests of this process take memory, too.
    let limit = (ProcessMemory.residentBytes ?? 0) + (8 << 20)
    let outcome = try ExhaustiveSearch(limits: SearchLimits(memoryBytes: limit)).run(
      Grid(size: 200))
    guard case .undecided(.memoryLimit(limit)) = outcome["reaches the corner"] else {
      Issue.record("\(outcome.findings)")
      return
    }
    #expect(outcome.statistics.memoryBytes <= limit)
    #expect(outcome.statistics.uniqueStates < 8_000_000)
  }
}

@Suite struct `States are told apart by equality` {
  /// Two numbers of which the hash knows one.
  struct HalfHashed: Hashable, Sendable {
    var seen = 0
    var unseen = 0

    func hash(into hasher: inout Hasher) { hasher.combine(seen) }
  }

  struct Counters: Model {
    var initialStates: [HalfHashed] { [HalfHashed()] }
    func actions(in state: HalfHashed) -> [Bool] { [false, true] }
    func successor(of state: HalfHashed, after isSeen: Bool) -> HalfHashed? {
      guard state.seen < 9 && state.unseen < 9 else { return nil }
      var next = state
      if isSeen { next.seen += 1 } else { next.unseen += 1 }
      return next
    }
    var properties: [Property<Counters>] {
      [.always("the unseen number stays below nine") { $0.unseen < 9 }]
    }
  }

  @Test func `not by hash`() throws {
    let outcome = try Counters().check()
    #expect(outcome.statistics.uniqueStates == Oracle(Counters()).uniqueStates)
    #expect(outcome["the unseen number stays below nine"]?.path?.steps.count == 9)
  }

  /// Neighbouring sets whose hashes, taken together, are the same.
  struct Sets: Model {
    var initialStates: [[Set<Int>]] { [[[1], []], [[], [1]]] }
    func actions(in state: [Set<Int>]) -> [Int] { [] }
    func successor(of state: [Set<Int>], after action: Int) -> [Set<Int>]? { nil }
    var properties: [Property<Sets>] { [.sometimes("the second set is full") { !$0[1].isEmpty }] }
  }

  @Test func `neighbouring collections are not run together`() throws {
    let outcome = try Sets().check()
    #expect(outcome.statistics.uniqueStates == 2)
    #expect(outcome["the second set is full"]?.name == "reached")
  }
}
