import PaxcheckModel
public import PaxcheckTrace

/// The models that a command line knows.
public struct ModelCatalogue: Sendable {
  /// The models, the default one first, each under its own name.
  public let models: [ModelDescription]

  /// A catalogue of models. Of two with the same name the first is meant by it, and there is a
  /// `complaint`.
  public init(_ models: [ModelDescription]) { self.models = models }

  /// What keeps models, parameters and mutations from being told apart by their names, in a sentence;
  /// `nil` if nothing does. The command line refuses a catalogue with a complaint.
  public var complaint: String? {
    NameRule.word.complaint(about: models.map(\.name), "model")
      ?? models.lazy.compactMap { model in
        model.complaint.map { "\(model.name): \($0)" }
      }.first
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
