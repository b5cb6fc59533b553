package import PaxcheckModel

extension ActorSystem: MessagePassingModel {
  package func participants(in state: State) -> [String] {
    state.slots.map { "\($0.id) \($0.actorName)" }
  }

  package func localStates(in state: State) -> [any Hashable & Sendable] { state.slots }

  package func messagesInTransit(in state: State) -> [Transmission] {
    state.network.envelopes.map(Transmission.init)
  }

  package func history(in state: State) -> (any Hashable & Sendable)? {
    state.history is NoHistory ? nil : state.history
  }

  package func details(of action: Action, in state: State) -> StepDetails {
    let (place, label) = placeAndLabel(of: action)
    var details = StepDetails(action.sort, at: place?.index, label)
    if let envelope = action.envelope { details.message = Transmission(envelope) }
    details.consumption = stepRules.consumption(of: action.sort)
    if let (id, event) = action.handled {
      let step = state.slots[id.index].after(event)
      details.sent = step.envelopes.map(Transmission.init)
      details.recorded = step.events
    }
    return details
  }

  /// The actor at which a step happens, and what happens there in a few words.
  private func placeAndLabel(of action: Action) -> (place: ActorID?, label: String) {
    switch action {
    case .deliver(let envelope), .drop(let envelope):
      (envelope.destination, "\(envelope.message)")
    case .timeout(let id, let value), .choose(let id, let value): (id, "\(value)")
    case .crash(let id, let loss): (id, "crash\(loss.suffix)")
    case .recover(let id): (id, "recover")
    case .amnesia(let id): (id, "amnesia")
    case .partition, .heal: (nil, "\(action)")
    }
  }
}

extension Transmission {
  fileprivate init(_ envelope: Envelope<some Hashable & Sendable>) {
    self.init(
      from: envelope.source.index, to: envelope.destination.index, "\(envelope.message)")
  }
}
