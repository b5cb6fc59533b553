import BuiltInModels
import PaxcheckKit
import Testing

/// Would the checker notice? Every planted bug must be found, and harmless changes must pass.
@Suite struct `mutations` {
  /// A debug build looks at a part of a large space only, and may leave the question open.
  private static let limits = SearchLimits(
    states: ExpectedRun.isReleaseBuild ? 5_000_000 : 5_000)

  @Test(arguments: PlantedBug.all, [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `a planted bug is found, and nothing is found without it`(
    bug: PlantedBug, order: ExhaustiveSearch.Order
  ) throws {
    let search = ExhaustiveSearch(order, limits: Self.limits)
    let sound = try bug.model.instance(without: bug.mutation).check(search)
    let mutant = try bug.model.instance(with: bug.mutation).check(search)
    guard let property = bug.mutation.property else {
      #expect(mutant.isAsExpected != false)
      return
    }
    let isSound = try #require(sound[property], "no property '\(property)'").isAsExpected
    let isFooled = try #require(mutant[property]).isAsExpected
    #expect(isSound != false)
    #expect(isFooled == false || isFooled == nil && mayStayOpen(mutant, order))
  }

  /// Breadth-first search of a release build has to decide; bugs are not deep.
  private func mayStayOpen(_ report: CheckReport, _ order: ExhaustiveSearch.Order) -> Bool {
    !report.statistics.isComplete && (!ExpectedRun.isReleaseBuild || order == .depthFirst)
  }

  @Test(arguments: ModelCatalogue.builtIn.models.filter(OracleReport.knows))
  func `every model has at least two that must be caught`(model: ModelDescription) {
    #expect(model.mutations.count { $0.property != nil } >= 2)
  }
}
