public import PaxcheckTrace

/// The models that a command line knows.
public struct ModelCatalogue: Sendable {
  /// The models, the default one first, each under its own name.
  public let models: [ModelDescription]

  /// - Precondition: no two models have the same name.
  public init(_ models: [ModelDescription]) {
    precondition(
      Set(models.map(\.name)).count == models.count,
      "two models have the same name among: \(models.map(\.name).joined(separator: ", "))")
    self.models = models
  }

  /// The model that is meant where none is named, `nil` in an empty catalogue.
  public var defaultModel: ModelDescription? { models.first }

  /// The model of this name.
  public func model(named name: String) throws(UnknownModel) -> ModelDescription {
    guard let model = models.first(where: { $0.name == name }) else {
      throw UnknownModel(name: name, known: models.map(\.name))
    }
    return model
  }

  /// The model, with its parameters, that a trace names.
  ///
  /// - Throws: `UnknownModel`, or `ArgumentError` if the model has no such parameters.
  public func instance(of reference: ModelReference) throws -> ModelInstance {
    try model(named: reference.name).instance(
      reference.assignments.map { "\($0.name)=\($0.value)" })
  }

  /// Takes every step of a trace through the model that it names, and judges its property again.
  ///
  /// - Throws: `UnknownModel`, `ArgumentError`, or `ReplayError`.
  public func replay(_ trace: Trace) throws -> ReplayReport {
    try instance(of: trace.model).replay(trace)
  }
}
