package import PaxcheckModel
package import PaxcheckTrace

/// What a model tells about its participants, if it passes messages.
package struct ParticipantView<M: Model> {
  package let participants: (M.State) -> [String]
  package let details: (M.Action, M.State) -> StepDetails
  package let messages: (M.State) -> [Transmission]
  private let localStates: (M.State) -> [any Hashable & Sendable]
  private let history: (M.State) -> (any Hashable & Sendable)?

  package init?(_ model: M) {
    guard let model = model as? any MessagePassingModel else { return nil }
    self = Self.view(of: model)
  }

  /// The cast to the model's own types cannot fail: `model` is an `M`.
  private static func view<P: MessagePassingModel>(of model: P) -> ParticipantView {
    ParticipantView(
      participants: { model.participants(in: $0 as! P.State) },
      details: { model.details(of: $0 as! P.Action, in: $1 as! P.State) },
      messages: { model.messagesInTransit(in: $0 as! P.State) },
      localStates: { model.localStates(in: $0 as! P.State) },
      history: { model.history(in: $0 as! P.State) })
  }

  private init(
    participants: @escaping (M.State) -> [String],
    details: @escaping (M.Action, M.State) -> StepDetails,
    messages: @escaping (M.State) -> [Transmission],
    localStates: @escaping (M.State) -> [any Hashable & Sendable],
    history: @escaping (M.State) -> (any Hashable & Sendable)?
  ) {
    self.participants = participants
    self.details = details
    self.messages = messages
    self.localStates = localStates
    self.history = history
  }

  /// The participants' own states, without the network and the history.
  package func listing(_ state: M.State) -> StateListing {
    StateListing(
      zip(participants(state), localStates(state)).map { StateListing($1, at: $0) })
  }

  /// A table for each participant, and one for the history if there is any.
  package func tables(from old: M.State, to new: M.State) -> [StateTable] {
    var tables = zip(participants(new), zip(localStates(old), localStates(new))).map {
      StateTable($0, from: $1.0, to: $1.1)
    }
    if let before = history(old), let now = history(new) {
      tables.append(StateTable("history", from: before, to: now))
    }
    return tables
  }

  /// What is different in one participant.
  package func difference(
    at place: Int, from old: M.State, to new: M.State
  ) -> StateDifference {
    StateDifference(
      from: localStates(old)[place], to: localStates(new)[place], at: participants(old)[place])
  }
}
