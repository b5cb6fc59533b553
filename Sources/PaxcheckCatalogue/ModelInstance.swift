public import PaxcheckModel
public import PaxcheckSearch
public import PaxcheckTrace

/// A model with all of its parameters chosen, ready to be searched.
public struct ModelInstance: Sendable {
  /// The name of the model's description.
  public let name: String
  public let arguments: Arguments
  /// What is claimed of the model, in its order.
  public let claims: [Claim]
  /// The scenarios that a search may be limited to.
  public let scenarios: [ScenarioSummary]

  /// The model itself, for those who want to look at it in another way.
  package let model: any Model
  @usableFromInline let runSearch: @Sendable (ExhaustiveSearch) throws(ModelError) -> CheckReport
  @usableFromInline let runSimulation: @Sendable (Simulation) throws(ModelError) -> CheckReport
  @usableFromInline let runReplay: @Sendable (Trace) throws(ReplayError) -> ReplayReport

  /// Captures what can be done with a model, in code that is specialised for its type.
  @inlinable
  public init<M: Model>(_ model: M, name: String, arguments: Arguments) {
    self.init(
      model, name: name, arguments: arguments,
      claims: model.properties.map { Claim($0.expectation, $0.name) },
      scenarios: model.scenarios.map { ScenarioSummary($0.name, $0.summary) },
      runSearch: { (search) throws(ModelError) in
        CheckReport(try search.run(model), of: model, name: name, arguments: arguments)
      },
      runSimulation: { (simulation) throws(ModelError) in
        CheckReport(try simulation.run(model), of: model, name: name, arguments: arguments)
      },
      runReplay: { (trace) throws(ReplayError) in ReplayReport(try trace.replay(on: model)) })
  }

  @usableFromInline
  init(
    _ model: any Model, name: String, arguments: Arguments, claims: [Claim],
    scenarios: [ScenarioSummary],
    runSearch: @escaping @Sendable (ExhaustiveSearch) throws(ModelError) -> CheckReport,
    runSimulation: @escaping @Sendable (Simulation) throws(ModelError) -> CheckReport,
    runReplay: @escaping @Sendable (Trace) throws(ReplayError) -> ReplayReport
  ) {
    self.model = model
    self.name = name
    self.arguments = arguments
    self.claims = claims
    self.scenarios = scenarios
    self.runSearch = runSearch
    self.runSimulation = runSimulation
    self.runReplay = runReplay
  }

  /// Whether a reference is one to this model with these parameters: in whatever order it names them,
  /// and whatever defaults it leaves out.
  package func isMeant(by reference: ModelReference) -> Bool {
    let assignments = reference.assignments.map { ($0.name, $0.value) }
    return reference.name == name
      && (try? Arguments(arguments.parameters, assignments)) == arguments
  }

  /// Looks at every reachable state and judges all properties.
  ///
  /// - Throws: `ModelError` if the model contradicts itself or outgrows the state space.
  public func check(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws(ModelError)
    -> CheckReport
  {
    try runSearch(search)
  }

  /// Takes random runs and judges all properties by them.
  ///
  /// - Throws: `ModelError.nondeterministic` if a run, taken again, went another way.
  public func simulate(_ simulation: Simulation) throws(ModelError) -> CheckReport {
    try runSimulation(simulation)
  }

  /// Takes every step of a trace of this model, and judges its property again.
  ///
  /// What the trace says about the model's name and parameters is not looked at.
  ///
  /// - Throws: `ReplayError` if the trace does not show what it expects to show.
  public func replay(_ trace: Trace) throws(ReplayError) -> ReplayReport { try runReplay(trace) }
}
