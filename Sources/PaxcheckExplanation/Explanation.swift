package import PaxcheckModel
package import PaxcheckTrace

/// A behaviour told step by step: what a reader of a trace wants to know, in texts.
package struct Explanation: Sendable {
  /// A step and the difference that it made.
  package struct Step: Sendable {
    /// Counted from 1.
    package let number: Int
    /// The text of the action.
    package let action: String
    /// What happened between participants; `nil` in a model that has none.
    package let details: StepDetails?
    /// The events that were added to the history, in order.
    package let recorded: [String]
    /// What is different after it: in the participant at which it happened, or in the whole state.
    package let changes: [StateDifference.Change]
    /// The numbers of the steps that it depends on directly, ascending.
    package let causes: [Int]
    /// The number of the step that sent the message; 0 if it was on its way from the beginning.
    package let sentIn: Int?
  }

  /// The state between two steps.
  package struct Moment: Sendable {
    package let listing: StateListing
    /// The messages on their way.
    package let messages: [Transmission]
    package let state: any Hashable & Sendable
  }

  package let trace: Trace
  /// What the model is called.
  package var title: ModelReference
  /// The names of the participants; none in a model that passes no messages.
  package let participants: [String]
  package let steps: [Step]
  /// The states, one more than there are steps.
  package let moments: [Moment]
  private let makeTables: @Sendable (_ old: Int, _ new: Int) -> [StateTable]
  /// After how many steps the property is decided; `nil` if it is not.
  package let decision: Int?
  /// What it is in the deciding state that decides, where the property says.
  package let diagnosis: Diagnosis?
  /// What else is to be said about the behaviour, a sentence each.
  package var notes: [String] = []
  package var pointOfNoReturn: PointOfNoReturn?

  /// Explains a path that `trace` writes down.
  package init<M: Model>(_ path: Path<M>, of model: M, trace: Trace) {
    let states = path.states
    let view = ParticipantView(model)
    self.trace = trace
    title = trace.model
    participants = view?.participants(path.initialState) ?? []
    moments = states.map { state in
      Moment(
        listing: view?.listing(state) ?? StateListing(state),
        messages: view?.messages(state) ?? [], state: state)
    }
    let stepDetails = view.map { view in
      path.steps.indices.map { view.details(path.steps[$0].action, states[$0]) }
    }
    let order = CausalOrder(stepDetails ?? [], beginningWith: moments[0].messages)
    steps = path.steps.enumerated().map { index, step in
      let details = stepDetails?[index]
      let difference =
        details?.place.flatMap { view?.difference(at: $0, from: states[index], to: step.state) }
        ?? StateDifference(from: states[index], to: step.state)
      return Step(
        number: index + 1, action: actionText(step.action), details: details,
        recorded: (details?.recorded ?? []).map(PaxcheckModel.text),
        changes: difference.changes,
        causes: details == nil ? [] : order.causes[index].map { $0 + 1 },
        sentIn: details == nil ? nil : order.sendings[index])
    }
    makeTables = { [states] old, new in
      ParticipantView(model)?.tables(from: states[old], to: states[new])
        ?? [StateTable(nil, from: states[old], to: states[new])]
    }
    let decision = path.decision(on: trace.property, of: model)
    let property = model.judgedProperties.first { $0.name == trace.property }
    self.decision = decision
    diagnosis = decision.flatMap { property?.diagnosis(of: states[$0]) }
  }

  /// The state after some steps as tables, a table for each participant, and what the last of these
  /// steps changed.
  package func tables(after step: Int) -> [StateTable] { makeTables(max(0, step - 1), step) }

  /// The messages on their way after some steps, and what the last of these steps changed.
  package func network(after step: Int) -> NetworkTable {
    NetworkTable(from: moments[max(0, step - 1)].messages, to: moments[step].messages)
  }

  /// What the behaviour shows, in a word.
  package var verdict: String {
    guard decision != nil else { return "not decided" }
    return trace.expectation.kind.verdict
  }
}
