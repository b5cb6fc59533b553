import PaxcheckModel
public import PaxcheckSearch

extension ModelDescription {
  /// Takes random runs of the model at its default parameters, and of each mutant where its bug shows,
  /// until the property that the bug breaks is violated, and as many without the bug.
  ///
  /// - Throws: as `audit(_:)` of an exhaustive search.
  public func audit(
    _ simulation: Simulation, observer: AuditObserver? = nil
  ) throws -> AuditReport {
    var simulation = simulation
    simulation.countsActions = true
    let auditor = Auditor(model: self, stopsWhenCaught: true, observer: observer) {
      instance, goal, progress throws(ModelError) in
      simulation.goal = goal
      simulation.progress = progress
      return try instance.simulate(simulation)
    } checkSound: { instance, progress throws(ModelError) in
      var simulation = simulation
      simulation.goal = nil
      simulation.progress = progress
      return try instance.simulate(simulation)
    } checkIgnoringMessages: { _, _ in
      nil
    }
    return try auditor.audit()
  }

  /// Searches the model at its default parameters, and each mutant where its bug shows, with the bug
  /// and without it.
  ///
  /// - Parameters:
  ///   - search: How to search. Its limits are those of each single search.
  ///   - stopsWhenCaught: Whether a mutant is searched until the property is violated that its bug breaks,
  ///     and what else it breaks is left open.
  ///   - observer: Called as the audit proceeds.
  /// - Throws: `ArgumentError` if a mutation is declared with parameters or a scenario that the model
  ///   does not have, `ModelError` if a model contradicts itself.
  public func audit(
    _ search: ExhaustiveSearch = ExhaustiveSearch(), stopsWhenCaught: Bool = false,
    observer: AuditObserver? = nil
  ) throws -> AuditReport {
    var search = search
    search.countsActions = true
    search.scrutiny.deadMessages = .whole
    let auditor = Auditor(model: self, stopsWhenCaught: stopsWhenCaught, observer: observer) {
      instance, goal, progress throws(ModelError) in
      search.goal = goal
      search.progress = progress
      return try instance.check(search)
    } checkSound: { instance, progress throws(ModelError) in
      var search = search
      search.goal = nil
      search.progress = progress
      // Reductions leave out ends, and a claim about ends would switch them off.
      search.notesDeadlocks = search.reductions.isEmpty
      return try instance.check(search)
    } checkIgnoringMessages: { instance, progress throws(ModelError) in
      search.goal = nil
      search.progress = progress
      return try instance.checkIgnoringMessages(search)
    }
    return try auditor.audit()
  }
}

/// Searches a model with its mutations and without.
private struct Auditor {
  let model: ModelDescription
  let stopsWhenCaught: Bool
  let observer: AuditObserver?
  /// Searches an instance, for the goal only if there is one.
  let check: (ModelInstance, _ goal: String?, ProgressObserver?) throws(ModelError) -> CheckReport
  /// Searches an instance without a mutation, and notes where it comes to a standstill.
  let checkSound: (ModelInstance, ProgressObserver?) throws(ModelError) -> CheckReport
  /// Searches an instance with parts that ignore all messages, if it has messages.
  let checkIgnoringMessages: (ModelInstance, ProgressObserver?) throws(ModelError) -> CheckReport?

  func audit() throws -> AuditReport {
    let count = Set(model.mutations.map(\.place)).union([""]).count + model.mutations.count
    var configurations = [
      try configuration("", of: model.instance(), observing("none", 1, of: count))
    ]
    var cases: [AuditReport.Case] = []
    // Each mutant follows the model without it, so that an audit that is stopped has whole answers.
    for mutation in model.mutations {
      func progress(_ name: String) -> ProgressObserver? {
        observing(name, configurations.count + cases.count + 1, of: count)
      }
      if !configurations.contains(where: { $0.place == mutation.place }) {
        configurations.append(
          try configuration(
            mutation.place, of: model.instance(without: mutation), progress("none")))
      }
      let start = ContinuousClock.now
      let (mutant, opinion) = try search(mutation, progress(mutation.name))
      cases.append(
        AuditReport.Case(
          mutation: mutation,
          sound: configurations.first { $0.place == mutation.place }?.report ?? mutant,
          mutant: mutant, secondOpinion: opinion, elapsed: ContinuousClock.now - start))
    }
    return AuditReport(
      model: model.name, configurations: configurations, cases: cases,
      stopsWhenCaught: stopsWhenCaught)
  }

  /// Searches a mutant, and once more without relying on its promises unless its bug was caught.
  private func search(
    _ mutation: Mutation, _ progress: ProgressObserver?
  ) throws -> (CheckReport, SecondOpinion?) {
    let instance = try model.instance(with: mutation)
    let property = mutation.property.flatMap { property in
      instance.claims.contains { $0.name == property } ? property : nil
    }
    let goal = stopsWhenCaught ? property : nil
    let (mutant, promise) = try attempt(instance, goal, progress)
    if let mutant, let property, mutant[property]?.isAsExpected == false { return (mutant, nil) }
    guard let keeping = try model.instance(keepingDeadMessagesWith: mutation) else {
      return (try mutant ?? check(instance, goal, progress), nil)
    }
    let report = try check(keeping, goal, progress)
    return (mutant ?? report, SecondOpinion(report: report, unkeptPromise: promise))
  }

  /// Searches a mutant, as long as it keeps its promises.
  private func attempt(
    _ instance: ModelInstance, _ goal: String?, _ progress: ProgressObserver?
  ) throws(ModelError) -> (report: CheckReport?, unkeptPromise: UnkeptPromise?) {
    do throws(ModelError) {
      return (try check(instance, goal, progress), nil)
    } catch {
      guard case .unkeptPromise(let promise) = error else { throw error }
      return (nil, promise)
    }
  }

  private func configuration(
    _ place: String, of instance: ModelInstance, _ progress: ProgressObserver?
  ) throws -> AuditReport.Configuration {
    let report = try checkSound(instance, progress)
    let noted = report.properties.first {
      $0.claim == .noDeadlock && !instance.claims.contains($0.claim)
    }
    return AuditReport.Configuration(
      place: place, report: report.without(noted),
      ignoringMessages: try checkIgnoringMessages(instance, progress),
      standstill: noted)
  }

  private func observing(_ mutation: String, _ number: Int, of count: Int) -> ProgressObserver? {
    guard let observer else { return nil }
    return { search in
      observer(
        AuditProgress(mutation: mutation, number: number, count: count, search: search))
    }
  }
}

extension Claim {
  /// That a model comes to no standstill.
  fileprivate static let noDeadlock = Claim(.atEnd, "no deadlock")
}

extension CheckReport {
  /// The report without what was found of one property.
  fileprivate func without(_ property: PropertyReport?) -> CheckReport {
    guard let property else { return self }
    return CheckReport(
      model: model, arguments: arguments, statistics: statistics,
      properties: properties.filter { $0.claim != property.claim }, focus: focus,
      warnings: warnings, reductions: reductions)
  }
}

extension ModelInstance {
  /// Searches the model with parts that ignore all messages; `nil` if it has no messages.
  fileprivate func checkIgnoringMessages(_ search: ExhaustiveSearch) throws(ModelError)
    -> CheckReport?
  {
    guard let model = model as? any MessagePassingModel else { return nil }
    return try report(model.ignoringMessages, search)
  }

  private func report<M: Model>(
    _ model: M, _ search: ExhaustiveSearch
  ) throws(ModelError) -> CheckReport {
    CheckReport(try search.run(model), of: model, name: name, arguments: arguments)
  }
}
