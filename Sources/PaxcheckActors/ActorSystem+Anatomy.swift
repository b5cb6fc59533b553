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
    switch action {
    case .deliver(let envelope):
      var anatomy = outcome(
        .delivery, "\(envelope.message)", at: envelope.destination,
        of: .receive(envelope.message, from: envelope.source), in: state)
      anatomy.message = Transmission(envelope)
      anatomy.consumption = network.delivery == .unorderedDuplicating ? .nothing : .oneCopy
      return anatomy
    case .drop(let envelope):
      var anatomy = StepAnatomy(.loss, at: envelope.destination.index, "\(envelope.message)")
      anatomy.message = Transmission(envelope)
      anatomy.consumption = network.delivery == .unorderedDuplicating ? .allCopies : .oneCopy
      return anatomy
    case .timeout(let id, let timer):
      return outcome(.timeout, "\(timer)", at: id, of: .local(.timeout(timer)), in: state)
    case .choose(let id, let choice):
      return outcome(.choice, "\(choice)", at: id, of: .local(.choice(choice)), in: state)
    case .crash(let id, let losingUnsynced):
      return StepAnatomy(
        .crash, at: id.index, losingUnsynced ? "crash, losing its unsynced write" : "crash")
    case .recover(let id):
      return outcome(.recovery, "recover", at: id, of: .recover, in: state)
    }
  }

  /// A step in which a handler runs, with what the handler left in its outbox.
  private func outcome(
    _ kind: StepAnatomy.Kind, _ label: String, at id: ActorID, of event: SlotEvent<Message>,
    in state: State
  ) -> StepAnatomy {
    let step = state.slots[id.index].after(event)
    var anatomy = StepAnatomy(kind, at: id.index, label)
    anatomy.sent = step.envelopes.map(Transmission.init)
    anatomy.recorded = step.events
    return anatomy
  }
}

extension Transmission {
  fileprivate init(_ envelope: Envelope<some Hashable & Sendable>) {
    self.init(
      from: envelope.source.index, to: envelope.destination.index, "\(envelope.message)")
  }
}
