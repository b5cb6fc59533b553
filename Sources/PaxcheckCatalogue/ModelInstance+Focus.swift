import PaxcheckModel
import PaxcheckStateSpace
import PaxcheckTrace

extension ModelInstance {
  /// Whether exhaustive searches keep states as parts, not as whole values.
  package var isMadeOfParts: Bool { (model as? any ComponentModel)?.isMadeOfComponents ?? false }

  /// The model, of which searches look at a part only.
  ///
  /// The states of a prefix are judged like all others, and first. What its steps have already decided
  /// is decided: a property that must come true and did so holds for whatever follows. Traces contain
  /// the prefix, and their steps are counted from the initial state; the depth of a search is counted
  /// from where the prefix ends. A prefix need not stay within the scenario.
  ///
  /// - Throws: `FocusError` if the trace is not one of this model, or there is no such scenario.
  public func focused(on focus: Focus) throws(FocusError) -> ModelInstance {
    if focus == Focus() { return self }
    if let prefix = focus.prefix, !isMeant(by: prefix.model) {
      throw .otherModel(inTrace: prefix.model, given: ModelReference(name, arguments))
    }
    return try focused(model, on: focus)
  }

  private func focused<M: Model>(_ model: M, on focus: Focus) throws(FocusError) -> ModelInstance {
    let scenario = try focus.scenario.map { name throws(FocusError) in
      let scenarios = model.scenarios
      guard let found = scenarios.first(where: { $0.name == name }) else {
        throw FocusError.unknownScenario(name, known: scenarios.map(\.name))
      }
      return found
    }
    var record = FocusRecord(focus)
    var start: M.State?
    if let prefix = focus.prefix {
      do throws(ReplayError) {
        let path = try prefix.path(on: model)
        record.judge(path, of: model)
        start = path.finalState
      } catch {
        throw .prefix(error)
      }
    }
    return instance(of: model, from: start, within: scenario).reporting(record)
  }

  private func instance<M: Model>(
    of model: M, from start: M.State?, within scenario: Scenario<M>?
  ) -> ModelInstance {
    if let component = model as? any ComponentModel {
      return instance(ofComponents: component, from: start, within: scenario)
    }
    return ModelInstance(
      FocusedModel(model, from: start, within: scenario), name: name, arguments: arguments)
  }

  private func instance<M: Model, C: ComponentModel>(
    ofComponents model: C, from start: M.State?, within scenario: Scenario<M>?
  ) -> ModelInstance {
    ModelInstance(
      model.focused(from: start as? C.State, within: scenario as? Scenario<C>), name: name,
      arguments: arguments)
  }

  /// The instance with reports that say what they are limited to.
  private func reporting(_ record: FocusRecord) -> ModelInstance {
    let (search, simulation) = (runSearch, runSimulation)
    return ModelInstance(
      model, name: name, arguments: arguments, claims: claims, scenarios: scenarios,
      runSearch: { (settings) throws(ModelError) in record.applied(to: try search(settings)) },
      runSimulation: { (settings) throws(ModelError) in
        record.applied(to: try simulation(settings))
      },
      runReplay: runReplay)
  }
}

extension Trace {
  /// The steps of the trace, taken through a model.
  fileprivate func path<M: Model>(on model: M) throws(ReplayError) -> Path<M> {
    var walk = try Walk(model, start: start)
    for step in steps { try walk.take(step) }
    return walk.path
  }
}
