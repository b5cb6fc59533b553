public import PaxcheckModel

/// A model whose steps are those of actors.
public protocol ActorModel: Model where Action == ActorAction<Message> {
  associatedtype Message: Hashable & Sendable
}

extension ActorSystem: ActorModel {}

/// Which deliveries belong to one class, for rules of fairness that assume less than that each message arrives.
public enum DeliveryClass: String, Sendable, Hashable {
  /// All messages to one actor.
  case receiver
  /// All messages from one actor to another.
  case channel
  /// All messages of one kind, which is their text up to the arguments.
  case kind
}

extension StepClasses where M: ActorModel {
  /// Deliveries, each envelope a class of its own: a message that can arrive for ever does.
  ///
  /// With weak fairness these are reliable links; with strong fairness, on a network that loses messages, what
  /// is sent again and again arrives ("fair-lossy" links).
  public static var deliveries: Self { deliveries { _ in true } }

  /// Deliveries of the envelopes of which a condition is true, each envelope a class of its own.
  public static func deliveries(
    where isMeant: @escaping @Sendable (Envelope<M.Message>) -> Bool
  ) -> Self {
    Self("deliveries") { action in
      if case .deliver(let envelope) = action, isMeant(envelope) { envelope } else { nil }
    }
  }

  /// Deliveries in larger classes, of which a step each is taken, not each message.
  public static func deliveries(by class: DeliveryClass) -> Self {
    Self("deliveries by \(`class`.rawValue)") { action in
      guard case .deliver(let envelope) = action else { return nil }
      return switch `class` {
      case .receiver: envelope.destination
      case .channel: [envelope.source, envelope.destination]
      case .kind: action.kind
      }
    }
  }

  /// Timeouts, each timer of each actor a class of its own: time passes.
  public static var timeouts: Self {
    Self("timeouts") { action in
      if case .timeout(let id, let timer) = action { Pair(id, timer) } else { nil }
    }
  }

  /// Choices, each alternative of each actor a class of its own. Strong fairness is what a coin is that falls
  /// on each side again and again.
  public static var choices: Self {
    Self("choices") { action in
      if case .choose(let id, let choice) = action { Pair(id, choice) } else { nil }
    }
  }

  /// Recoveries, those of each actor a class: who crashed comes back.
  public static var recoveries: Self {
    Self("recoveries") { action in
      if case .recover(let id) = action { id } else { nil }
    }
  }

  /// The ends of partitions, as one class: every partition heals.
  public static var heals: Self {
    Self("heals") { action in
      if case .heal = action { true } else { nil }
    }
  }

  /// What actors do, all steps of one actor a class: deliveries to it, its timeouts and its choices. It is what
  /// SPIN calls fairness of processes.
  public static var actors: Self {
    Self("steps of actors") { action in
      switch action {
      case .deliver(let envelope): envelope.destination
      case .timeout(let id, _), .choose(let id, _), .recover(let id): id
      case .drop, .crash, .amnesia, .partition, .heal: nil
      }
    }
  }
}

/// Two values that are a class together.
private struct Pair<Value: Hashable & Sendable>: Hashable, Sendable {
  let id: ActorID
  let value: Value

  init(_ id: ActorID, _ value: Value) {
    self.id = id
    self.value = value
  }
}
