import BuiltInModels
import PaxcheckKit
import Testing

/// Would the checker notice? Every planted bug must be found, and harmless changes must pass.
@Suite struct `mutations` {
  @Test(arguments: PlantedBug.all, [ExhaustiveSearch.Order.breadthFirst, .depthFirst])
  func `a planted bug is found, and nothing is found without it`(
    bug: PlantedBug, order: ExhaustiveSearch.Order
  ) throws {
    let sound = try bug.model.instance(bug.mutation.assignments).check(ExhaustiveSearch(order))
    let mutant = try bug.model.instance(with: bug.mutation).check(ExhaustiveSearch(order))
    guard let property = bug.mutation.property else {
      #expect(mutant.properties.map(\.verdict) == sound.properties.map(\.verdict))
      return
    }
    let without = try #require(sound[property], "no property '\(property)'")
    let with = try #require(mutant[property])
    #expect(without.isAsExpected == true)
    #expect(with.isAsExpected == false)
  }

  @Test(arguments: ModelCatalogue.builtIn.models.filter(OracleReport.knows))
  func `every model has at least two that must be caught`(model: ModelDescription) {
    #expect(model.mutations.count { $0.property != nil } >= 2)
  }
}
