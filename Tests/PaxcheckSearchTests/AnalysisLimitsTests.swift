import PaxcheckModel
import PaxcheckStateSpace
import Testing

@testable import PaxcheckSearch

@Suite struct `The limits of an analysis` {
  @Test func `are asked about from time to time`() {
    let analysis = AnalysisLimits(watch: StopWatch(nil, nil), memoryBytes: 1)
    #expect(analysis.reason(growth: 0) == .memoryLimit(1))
    #expect(analysis.reason(states: 0) == .memoryLimit(1))
    #expect(analysis.reason(states: 64) == nil, "the system is not asked that often")
    let late = AnalysisLimits(watch: StopWatch(.zero, nil), memoryBytes: nil)
    #expect(late.reason(states: 64) == .timeLimit)
    #expect(late.reason(states: 65) == nil)
  }

  @Test func `count what an analysis may grow by`() {
    let limits = AnalysisLimits(watch: StopWatch(nil, nil), memoryBytes: 1 << 50)
    #expect(limits.reason(growth: 1 << 20) == nil)
    #expect(limits.reason(growth: 1 << 51) == .memoryLimit(1 << 50))
  }

  @Test func `stop it with the reason`() throws {
    let grid = Grid()
    let search = ExhaustiveSearch()
    let space = ValueSpace(
      grid, judging: grid.properties, threads: 1, countsActions: false, scrutiny: .none
    ).typed.space
    let exploration = Exploration(
      space, search, grid.properties.map(\.expectation), listed: grid.properties.count)
    try exploration.run()
    let limits = AnalysisLimits(watch: exploration.watch, memoryBytes: 1)
    let classes = FairClasses(isStrong: []) { _, _ in [] }
    let region = Region(
      space, property: 0, .eventually, classes, worker: exploration.soleWorker, limits: limits)
    var eventually = LivenessAnalysis(region, limits: limits) { _ in (0, []) }
    guard case .stopped(.memoryLimit(1)) = eventually.run() else {
      Issue.record("not stopped")
      return
    }
    var possibly = PossibilityAnalysis(
      space, property: 0, worker: exploration.soleWorker, limits: limits)
    guard case .stopped(.memoryLimit(1)) = possibly.run() else {
      Issue.record("not stopped")
      return
    }
  }
}
