import BuiltInModels
import PaxcheckKit
import Testing

/// A mutation of some model in the catalogue.
struct PlantedBug: Sendable, CustomTestStringConvertible {
  let model: ModelDescription
  let mutation: Mutation

  static let all = ModelCatalogue.builtIn.models.flatMap { model in
    model.mutations.map { PlantedBug(model: model, mutation: $0) }
  }

  var testDescription: String { "\(model.name) mutation=\(mutation.name)" }

}
