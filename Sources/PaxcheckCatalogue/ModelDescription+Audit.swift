import PaxcheckModel
public import PaxcheckSearch

extension ModelDescription {
  /// Takes random runs of the model at its default parameters, and of each mutant where its bug shows,
  /// until the property that the bug breaks is violated, and as many without the bug.
  ///
  /// - Throws: as `audit(_:)` of an exhaustive search.
  public func audit(_ simulation: Simulation) throws -> AuditReport {
    var simulation = simulation
    simulation.countsActions = true
    return try audit { instance, goal throws(ModelError) in
      simulation.goal = goal
      return try instance.simulate(simulation)
    }
  }

  /// Searches the model at its default parameters, and each mutant where its bug shows, with the bug
  /// and without it.
  ///
  /// - Parameter search: How to search. Its limits are those of each single search.
  /// - Throws: `ArgumentError` if a mutation is declared with parameters that the model does not
  ///   have, `ModelError` if a model contradicts itself.
  public func audit(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws -> AuditReport {
    var search = search
    search.countsActions = true
    return try audit(
      by: { instance, _ throws(ModelError) in try instance.check(search) },
      withoutMessages: { instance throws(ModelError) in try instance.checkDeaf(search) })
  }

  private func audit(
    by check: (ModelInstance, _ goal: String?) throws(ModelError) -> CheckReport,
    withoutMessages checkDeaf: (ModelInstance) throws(ModelError) -> CheckReport? = { _ in nil }
  ) throws -> AuditReport {
    func configuration(
      _ instance: ModelInstance, at assignments: [String] = [], within scenario: String? = nil
    ) throws -> AuditReport.Configuration {
      AuditReport.Configuration(
        assignments: assignments, scenario: scenario, report: try check(instance, nil),
        deaf: try checkDeaf(instance))
    }
    var configurations = [try configuration(instance())]
    for mutation in mutations where !configurations.contains(where: { $0.isPlace(of: mutation) }) {
      configurations.append(
        try configuration(
          instance(without: mutation), at: mutation.assignments, within: mutation.scenario))
    }
    let cases = try mutations.map { mutation in
      let start = ContinuousClock.now
      let mutant = try check(instance(with: mutation), mutation.property)
      return AuditReport.Case(
        mutation: mutation,
        sound: configurations.first { $0.isPlace(of: mutation) }?.report ?? mutant,
        mutant: mutant, elapsed: ContinuousClock.now - start)
    }
    return AuditReport(model: name, configurations: configurations, cases: cases)
  }
}

extension ModelInstance {
  /// Searches the model with parts that ignore all messages; `nil` if it has no messages.
  fileprivate func checkDeaf(_ search: ExhaustiveSearch) throws(ModelError) -> CheckReport? {
    guard let model = model as? any MessagePassingModel else { return nil }
    return try report(model.deaf, search)
  }

  private func report<M: Model>(
    _ model: M, _ search: ExhaustiveSearch
  ) throws(ModelError) -> CheckReport {
    CheckReport(try search.run(model), of: model, name: name, arguments: arguments)
  }
}
