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

  package func anatomy(of action: Action, in state: State) -> StepAnatomy {
    var anatomy: StepAnatomy
    switch action {
    case .deliver(let envelope):
      anatomy = StepAnatomy(.delivery, at: envelope.destination.index, "\(envelope.message)")
      anatomy.message = Transmission(envelope)
    case .drop(let envelope):
      anatomy = StepAnatomy(.loss, at: envelope.destination.index, "\(envelope.message)")
      anatomy.message = Transmission(envelope)
    case .timeout(let id, let timer): anatomy = StepAnatomy(.timeout, at: id.index, "\(timer)")
    case .choose(let id, let choice): anatomy = StepAnatomy(.choice, at: id.index, "\(choice)")
    case .crash(let id, let losingUnsynced):
      anatomy = StepAnatomy(
        .crash, at: id.index, losingUnsynced ? "crash, losing its unsynced write" : "crash")
    case .recover(let id): anatomy = StepAnatomy(.recovery, at: id.index, "recover")
    case .amnesia(let id): anatomy = StepAnatomy(.amnesia, at: id.index, "amnesia")
    case .partition(let cut): anatomy = StepAnatomy(.partition, at: nil, "partition \(cut)")
    case .heal: anatomy = StepAnatomy(.partition, at: nil, "heal")
    }
    anatomy.consumption = stepRules.consumption(of: action.sort)
    if let (id, event) = action.handled {
      let step = state.slots[id.index].after(event)
      anatomy.sent = step.envelopes.map(Transmission.init)
      anatomy.recorded = step.events
    }
    return anatomy
  }
}

extension Transmission {
  fileprivate init(_ envelope: Envelope<some Hashable & Sendable>) {
    self.init(
      from: envelope.source.index, to: envelope.destination.index, "\(envelope.message)")
  }
}
