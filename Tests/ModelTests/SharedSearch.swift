import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport

/// A search that several tests read their claims from. It is done once, for the test that asks first.
struct SharedSearch: Hashable, Sendable {
  /// The name of the model.
  var model: String
  /// The parameters as `name=value`.
  var assignments: [String]
  var scenario: String?
  var reductions: Set<Reduction> = []
  var order = ExhaustiveSearch.Order.breadthFirst
  /// The most states that are searched.
  var states = Effort.states

  func report() throws -> CheckReport {
    try Self.reports.value(of: self) {
      let instance = try ModelCatalogue.builtIn.model(named: model).instance(assignments)
      var search = ExhaustiveSearch(order, limits: SearchLimits(states: states))
      search.reductions = reductions
      return try instance.focused(on: Focus(scenario: scenario)).check(search)
    }
  }

  /// A second copy of this search, with other parameters besides.
  func adding(_ assignments: String...) -> Self {
    var copy = self
    copy.assignments += assignments
    return copy
  }

  private static let reports = Memo<SharedSearch, CheckReport>()
}
