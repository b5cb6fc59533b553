import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport
import PaxcheckTesting
import Testing

/// Would the checker notice? Every planted bug must be found, and harmless changes must pass.
///
/// A debug build searches little, and may leave a question open; what it does not find, it replays.
@Suite struct `A planted bug` {
  @Test(arguments: PlantedBug.all)
  func `is found, and a harmless change is not reported`(bug: PlantedBug) throws {
    let report = try bug.mutant().report()
    guard let property = bug.mutation.property else {
      #expect(report.isAsExpected != false)
      return
    }
    let isFooled = try #require(report[property], "no property '\(property)'").isAsExpected
    // Breadth-first search of a whole test has to decide; bugs are not deep.
    #expect(isFooled == false || isFooled == nil && !report.statistics.isComplete && !Effort.isFull)
  }

  @Test(arguments: Effort.sample(PlantedBug.all))
  func `is all that is found in the place where it is planted`(bug: PlantedBug) throws {
    try expectSound(bug.sound().report(), bug)
  }

  @Test(arguments: Effort.sample(PlantedBug.all))
  func `is found by a depth-first search, unless a limit hides it`(bug: PlantedBug) throws {
    func limited(_ search: SharedSearch) throws -> CheckReport {
      var search = search
      search.states = min(search.states, Effort.share(of: 300_000))
      return try search.report()
    }
    try expectSound(limited(bug.sound(.depthFirst)), bug)
    let report = try limited(bug.mutant(.depthFirst))
    guard let property = bug.mutation.property else {
      #expect(report.isAsExpected != false)
      return
    }
    let isFooled = try #require(report[property]).isAsExpected
    #expect(isFooled == false || isFooled == nil && !report.statistics.isComplete)
  }

  /// A message that a mutant would not ignore must not be taken off the network.
  @Test(arguments: Effort.sample(PlantedBug.all.filter { $0.model.has("dead-messages") }))
  func `is judged alike whether dead messages stay or go`(bug: PlantedBug) throws {
    var search = bug.mutant().adding("dead-messages=true")
    search.states = min(search.states, 12_000)
    let (with, without) = (try search.report(), try bug.mutant().report())
    for (property, steps) in with.violations { #expect(without.violations[property] == steps) }
    // A boundary may count what is on the network, dead or not.
    guard with.statistics.isComplete, !with.statistics.isCutByBoundary else { return }
    #expect(without.violations == with.violations)
  }

  /// Where nothing is left out for a property, nothing is different either.
  @Test(arguments: Effort.sample(PlantedBug.all))
  func `is found in as many steps where reductions leave states out`(bug: PlantedBug) throws {
    let whole = try bug.mutant().report()
    guard whole.statistics.uniqueStates <= 1_000_000 else { return }
    var search = bug.mutant()
    search.reductions = Set(Reduction.allCases)
    let reduced = try search.report()
    for finding in reduced.properties where finding.verdict != "undecided" {
      let other = try #require(whole[finding.claim.name])
      if other.verdict == "undecided" { continue }
      #expect(finding.verdict == other.verdict, "\(finding.claim.name)")
      #expect(finding.steps == other.steps, "\(finding.claim.name)")
    }
    // A limit of states may hide from one search what it does not hide from the other.
    if whole.isAsExpected == nil || !reduced.statistics.isComplete { return }
    #expect(reduced.isAsExpected == whole.isAsExpected)
  }

  @Test(arguments: Effort.sample(PlantedBug.all.filter { $0.model.has("history") }))
  func `is found at the same depth by a monitor`(bug: PlantedBug) throws {
    // A second search of the largest spaces would say nothing new, and take long.
    guard try bug.mutant().report().statistics.uniqueStates <= 300_000 else { return }
    try expectAlike(bug.mutant(), bug.mutant().adding("history=monitor"))
  }

  /// `PAXCHECK_RECORD=1 swift test --filter ModelTests` records the traces.
  @Test(arguments: PlantedBug.shown)
  func `leaves the trace that was recorded`(bug: PlantedBug) throws {
    let report = try bug.mutant().report()
    let finding = try #require(bug.mutation.property.flatMap { report[$0] })
    // What takes a larger search to find again is left to the replay.
    if case .stateLimit = finding.undecidedReason, !Effort.isFull { return }
    let trace = try #require(finding.trace, "the checker does not see the bug")
    expectRecorded(
      [trace], in: "../../Traces/\(bug.model.name)", prefix: "\(bug.mutation.name)-")
  }

  /// `increment` is there for a property that it does not have.
  private func expectSound(_ report: CheckReport, _ bug: PlantedBug) throws {
    let others = bug.model.name == "increment" ? "no update is lost" : nil
    for finding in report.properties where finding.claim.name != others {
      #expect(finding.isAsExpected != false, "\(finding.claim.name)")
    }
  }

  @Test(arguments: ModelCatalogue.builtIn.models.filter(OracleReport.knows))
  func `of two at least must be caught in every model`(model: ModelDescription) {
    #expect(model.mutations.count { $0.property != nil } >= 2)
  }
}

extension ModelDescription {
  /// Whether the model has a parameter of this name.
  func has(_ parameter: String) -> Bool { parameters.contains { $0.name == parameter } }
}

extension CheckReport {
  /// The names of the properties that are violated, with the lengths of the counterexamples. A loop that is fair
  /// may need steps that have to do with messages that are dead, and under a limit of states an earlier state may
  /// be open that cannot lead to what is possible: there lengths do not count.
  fileprivate var violations: [String: Int] {
    let ofBehaviours: [PaxcheckModel.Expectation] = [
      .eventually, .leadsTo, .infinitelyOften, .eventuallyAlways, .alwaysPossible,
    ]
    let violated = properties.filter { $0.verdict == "violated" }
    return Dictionary(
      uniqueKeysWithValues: violated.map { finding in
        let isOfBehaviours = ofBehaviours.contains(finding.claim.expectation)
        return (finding.claim.name, isOfBehaviours ? 0 : finding.steps ?? 0)
      })
  }
}
