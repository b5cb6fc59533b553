public import PaxcheckModel
public import PaxcheckSearch

/// A model with all of its parameters chosen, ready to be searched.
public struct ModelInstance: Sendable {
  /// The name of the model's description.
  public let name: String
  public let arguments: Arguments
  /// What is claimed of the model, in its order.
  public let claims: [Claim]

  @usableFromInline let runSearch: @Sendable (ExhaustiveSearch) throws(ModelError) -> CheckReport

  /// Captures what can be done with a model, in code that is specialised for its type.
  @inlinable
  public init<M: Model>(_ model: M, name: String, arguments: Arguments) {
    self.init(
      name: name, arguments: arguments,
      claims: model.properties.map { Claim($0.expectation, $0.name) },
      runSearch: { (search) throws(ModelError) in
        CheckReport(try search.run(model), model: name, arguments: arguments)
      })
  }

  @usableFromInline
  init(
    name: String, arguments: Arguments, claims: [Claim],
    runSearch: @escaping @Sendable (ExhaustiveSearch) throws(ModelError) -> CheckReport
  ) {
    self.name = name
    self.arguments = arguments
    self.claims = claims
    self.runSearch = runSearch
  }

  /// Looks at every reachable state and judges all properties.
  ///
  /// - Throws: `ModelError` if the model contradicts itself or outgrows the state space.
  public func check(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws(ModelError)
    -> CheckReport
  {
    try runSearch(search)
  }
}
