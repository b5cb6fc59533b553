import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport
import Testing

/// A mutation of some model in the catalogue, where it shows.
struct PlantedBug: Sendable, CustomTestStringConvertible {
  let model: ModelDescription
  let mutation: Mutation

  static let all = ModelCatalogue.builtIn.models.flatMap { model in
    model.mutations.map { PlantedBug(model: model, mutation: $0) }
  }

  /// Those that some behaviour shows. A bug that makes an example unreachable leaves nothing to show.
  static let shown = all.filter { $0.expectation != nil && $0.expectation != .sometimes }

  var testDescription: String { "\(model.name) mutation=\(mutation.name)" }

  /// What the property demands that the bug breaks; `nil` for a harmless change.
  var expectation: PaxcheckModel.Expectation? {
    try? model.instance(with: mutation).claims.first { $0.name == mutation.property }?.expectation
  }

  /// Where its trace is recorded, as seen from the folder of all traces; `nil` for a harmless change.
  var file: String? {
    mutation.property.map { property in
      let trace = Trace(
        model: ModelReference(""), expectation: .always, property: property, steps: [])
      return "\(model.name)/\(mutation.name)-\(trace.fileName)"
    }
  }
}

extension PlantedBug {
  /// The model with the bug.
  func mutant(_ order: ExhaustiveSearch.Order = .breadthFirst) -> SharedSearch {
    sound(order).adding("mutation=\(mutation.name)")
  }

  /// The model without the bug, where it would show.
  func sound(_ order: ExhaustiveSearch.Order = .breadthFirst) -> SharedSearch {
    SharedSearch(
      model: model.name, assignments: mutation.assignments, scenario: mutation.scenario,
      order: order, states: Self.states)
  }

  /// A debug build looks at the beginning of a space only, and at the traces that were recorded of the rest.
  private static let states = Effort.isFull ? Effort.states : 100
}
