package import PaxcheckModel

/// One step of an actor system.
public enum ActorAction<Message: Hashable & Sendable>: Hashable, Sendable {
  /// An envelope reaches its receiver, whose handler runs.
  case deliver(Envelope<Message>)
  /// An envelope is lost.
  case drop(Envelope<Message>)
  /// A timer that was set fires.
  case timeout(ActorID, ErasedValue)
  /// One alternative of an offer is picked. Of several open offers that have it, the first is meant
  /// unless another is told: `choose 0: tails of [tails, edge]`.
  case choose(ActorID, ErasedValue)
  /// An actor loses everything but its storage, and perhaps writes to it that were not synced.
  case crash(ActorID, losing: UnsyncedLoss)
  /// A crashed actor starts from its storage.
  case recover(ActorID)
  /// An actor loses everything, its storage included, and starts anew.
  case amnesia(ActorID)
  /// Messages stop to arrive across a cut.
  case partition(Cut)
  /// The partition that there is ends.
  case heal
}

extension ActorAction: CustomStringConvertible {
  public var description: String {
    switch self {
    case .deliver(let envelope): "deliver \(envelope)"
    case .drop(let envelope): "drop \(envelope)"
    case .timeout(let actor, let timer): "timeout \(actor): \(timer)"
    case .choose(let actor, let choice): "choose \(actor): \(choice)"
    case .crash(let actor, let loss): "crash \(actor)\(loss.suffix)"
    case .recover(let actor): "recover \(actor)"
    case .amnesia(let actor): "amnesia \(actor)"
    case .partition(let cut): "partition \(cut)"
    case .heal: "heal"
    }
  }

  /// The envelope that is delivered or lost, if one is.
  var envelope: Envelope<Message>? {
    switch self {
    case .deliver(let envelope), .drop(let envelope): envelope
    default: nil
    }
  }

  /// The actor whose state changes and what it has to handle; `nil` if no actor's state does.
  package var handled: (actor: ActorID, event: SlotEvent<Message>)? {
    switch self {
    case .deliver(let envelope):
      (envelope.destination, .receive(envelope.message, from: envelope.source))
    case .timeout(let id, let timer): (id, .local(.timeout(timer)))
    case .choose(let id, let choice): (id, .local(.choice(choice)))
    case .crash(let id, let loss): (id, .crash(loss))
    case .recover(let id): (id, .recover)
    case .amnesia(let id): (id, .amnesia)
    case .drop, .partition, .heal: nil
    }
  }

  package var sort: StepSort {
    switch self {
    case .deliver: .delivery
    case .drop: .loss
    case .timeout: .timeout
    case .choose: .choice
    case .crash: .crash
    case .recover: .recovery
    case .amnesia: .amnesia
    case .partition, .heal: .partition
    }
  }

  /// What is done, and to which kind of message or timer: `deliver prepare`.
  var kind: String {
    func word(_ value: Any) -> String { String(actionText(value).prefix { $0 != "(" }) }
    return switch self {
    case .deliver(let envelope): "deliver \(word(envelope.message))"
    case .drop(let envelope): "drop \(word(envelope.message))"
    case .timeout(_, let timer): "timeout \(word(timer))"
    case .choose: "choose"
    case .crash: "crash"
    case .recover: "recover"
    case .amnesia: "amnesia"
    case .partition: "partition"
    case .heal: "heal"
    }
  }
}
