import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckSearch
import Testing

@Suite struct `A sweep` {
  private func sweep(_ assignments: String...) throws -> Sweep {
    try Sweep(Counter.description, assignments)
  }

  private func outcomes(_ report: SweepReport) -> [String] {
    report.cells.map { cell in
      let outcome =
        switch cell.result {
        case .searched(let report): "\(report.statistics.uniqueStates)"
        case .impossible: "impossible"
        case .skipped: "skipped"
        case .left: "left"
        }
      return "\(cell.values.joined(separator: " ")): \(outcome)"
    }
  }

  @Test func `searches every cell of its grid like a single search`() throws {
    let report = try sweep("limit=1..3", "odd=false,true").run(ExhaustiveSearch())
    #expect(
      outcomes(report) == [
        "1 false: 2", "1 true: 2", "2 false: 3", "2 true: impossible", "3 false: 4", "3 true: 4",
      ])
    #expect(report.isAsExpected == true)
    #expect(report.smallestViolation == nil)
    for cell in report.cells {
      guard let found = cell.report else { continue }
      let single = try Counter.description.instance(cell.assignments).check()
      #expect(found.statistics.uniqueStates == single.statistics.uniqueStates)
      #expect(found.properties.map(\.verdict) == single.properties.map(\.verdict))
    }
  }

  @Test func `tells growth along the last axis that ascends`() throws {
    let report = try sweep("limit=1,3,9", "odd=false,true").run(ExhaustiveSearch())
    #expect(report.cells.map(\.growth) == [nil, nil, 2, 2, 2.5, 2.5])
  }

  @Test func `estimates what it does not search, and claims nothing of it`() throws {
    let search = ExhaustiveSearch(limits: SearchLimits(states: 4))
    let report = try sweep("limit=1,2,5,6,7").run(search)
    #expect(outcomes(report) == ["1: 2", "2: 3", "5: 4", "6: skipped", "7: skipped"])
    // Growing on by 3/2: 4.5, 6.75 and 10.125.
    #expect(report.cells.map(\.estimate) == [nil, nil, 4, 6, 10])
    #expect(report.isAsExpected == nil)
    // Numbers that do not ascend say nothing of each other.
    let jumbled = try sweep("limit=5,2").run(search)
    #expect(outcomes(jumbled) == ["5: 4", "2: 3"])
  }

  @Test func `says nothing where no cell is possible`() throws {
    let report = try sweep("limit=2,4", "odd=true").run(ExhaustiveSearch())
    #expect(outcomes(report) == ["2: impossible", "4: impossible"])
    #expect(report.isAsExpected == nil)
  }

  @Test func `finds the smallest violation`() throws {
    let sweep = try sweep("limit=1..3", "mutation=none,skips-last")
    let report = try sweep.run(ExhaustiveSearch())
    #expect(report.smallestViolation?.values == ["1", "skips-last"])
    #expect(report.isAsExpected == false)
    let first = try sweep.run(ExhaustiveSearch(), stopsAtFirst: true)
    #expect(
      outcomes(first).suffix(4) == [
        "2 none: left", "2 skips-last: left", "3 none: left", "3 skips-last: left",
      ])
  }

  @Test func `takes a parameter that is named twice`() throws {
    #expect(try sweep("limit=2", "limit=4..5").axes[0].values == ["2", "4", "5"])
    #expect(try sweep("limit=2", "odd=false,true").fixed == ["limit=2"])
  }

  @Test(arguments: [
    (["limit=2"], "no parameter has several values"), (["limit=1..10"], "limit=10 is not possible"),
    (["limit=3..1"], "limit=3..1 is not possible"), (["lmit=1..2"], "did you mean 'limit'?"),
    (["limit=1,2", "limit=2"], "has a value twice"), (["limit"], "write it as name=value"),
    (["limit=1..1000"], "has more than 100 values"),
  ])
  func `refuses what is no grid`(assignments: [String], reason: String) {
    let error = #expect(throws: ArgumentError.self) {
      try Sweep(Counter.description, assignments)
    }
    #expect(error.map { "\($0)" }?.contains(reason) == true, "\(error.map { "\($0)" } ?? "")")
  }
}
