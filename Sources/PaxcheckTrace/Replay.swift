public import PaxcheckModel

/// A trace taken step by step through a model.
public struct Replay<M: Model>: Sendable {
  /// The trace as a path of the model; of a trace that expects to be fixed, as much as there still is.
  public let path: Path<M>
  /// Why a trace that expects to be fixed no longer shows what it once did; `nil` for other traces.
  public let whyFixed: ReplayError?
  /// What it is in the deciding state of an `always` property that violates it, where that is known.
  public var diagnosis: Diagnosis?
}

extension Trace {
  /// Takes every step of the trace, and judges its property again.
  ///
  /// A step is the one action with this text that the model offers; an action that turns out to be no
  /// step is not offered. The boundary of the model is not looked at: it limits searches, not
  /// behaviours.
  ///
  /// Some state along the trace must break an `always` property, or fulfil a `sometimes` property; some
  /// step must break an `always-step` property. For an `eventually` property no state may fulfil it, and
  /// the trace must end where the model does, or close its loop. For an `at-end` property the trace must
  /// end where the model does. For an `always-possible` property no way may lead on to a state that
  /// fulfils it; here the boundary is looked at, because the search for such a way needs one. If the trace
  /// expects to be fixed, all of this is turned round: a step must be missing, or else the property must be
  /// satisfied.
  ///
  /// - Parameters:
  ///   - model: The model to take the steps in.
  ///   - reference: What `model` is, to be compared with what the trace says; `nil` if the model has no
  ///     name.
  /// - Throws: `ReplayError` if the trace does not show what it expects to show.
  /// - Complexity: O(*n*) questions to the model for a trace of *n* steps; for an `always-possible`
  ///   property as many more as there are steps that can follow, of which there may not be too many.
  public func replay<M: Model>(
    on model: M, named reference: ModelReference? = nil
  ) throws(ReplayError) -> Replay<M> {
    if let reference { try check(reference) }
    let property = try property(of: model)
    var replayer = try Replayer(self, model: model, property: property)
    let decision: Int
    do {
      try replayer.takeAllSteps()
      decision = try replayer.judge()
    } catch {
      guard expectsFixed else { throw error }
      return Replay(path: replayer.path, whyFixed: error)
    }
    guard !expectsFixed else { throw .stillShown(self) }
    let diagnosis =
      expectation.kind.isSafe
      ? property.diagnosis(of: replayer.path.states[decision]) : nil
    return Replay(path: replayer.path, whyFixed: nil, diagnosis: diagnosis)
  }

  private func check(_ reference: ModelReference) throws(ReplayError) {
    // Not their order, which a model may change.
    let isSame =
      model.name == reference.name && Set(model.assignments) == Set(reference.assignments)
    if !isSame { throw .otherModel(inTrace: model, given: reference) }
  }

  private func property<M: Model>(of model: M) throws(ReplayError) -> Property<M> {
    let properties = model.judgedProperties
    guard let found = properties.first(where: { $0.name == property }) else {
      throw .unknownProperty(property, known: model.properties.map(\.name))
    }
    guard found.expectation == expectation else {
      throw .otherExpectation(of: property, inTrace: expectation, inModel: found.expectation)
    }
    return found
  }
}
