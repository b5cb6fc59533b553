public import PaxcheckKit

/// What is not put off for ever in a system of servers and clients.
public enum RegisterFairness: String, CaseIterable, Sendable {
  /// Nothing is claimed that must come true in the end.
  case unasked
  /// It is claimed, and nothing is assumed.
  case none
  /// A message that can arrive all along does.
  case deliveries
  /// Besides, time passes, who crashed comes back, and partitions heal.
  case reliable
  /// Besides, a message that can arrive again and again does: what is sent often enough is not lost each time.
  case fairLossy = "fair-lossy"

  public init(_ arguments: Arguments) {
    self = Self(rawValue: arguments.choice("fairness")) ?? .unasked
  }

  /// The assumption as rules; none if nothing is claimed that needs them.
  public func rules<Message, History>() -> [FairnessRule<ActorSystem<Message, History>>] {
    switch self {
    case .unasked: []
    case .none: [.nothing]
    case .deliveries: [.weak(.deliveries)]
    case .reliable: [.weak(.deliveries), .weak(.timeouts), .weak(.recoveries), .weak(.heals)]
    case .fairLossy: [.strong(.deliveries), .weak(.timeouts), .weak(.recoveries), .weak(.heals)]
    }
  }
}

extension Parameter {
  /// What is assumed where something must come true in the end.
  public static var fairness: Parameter {
    .choice(
      "fairness", RegisterFairness.allCases.map(\.rawValue),
      default: RegisterFairness.unasked.rawValue,
      "claim what must come true in the end, and what is not put off for ever"
    )
    .tacit
  }
}

extension ActorSystem {
  /// Claims that the request that a client waits for is answered in the end, and the ones after it.
  ///
  /// - Parameter clients: How many clients there are, which are the last actors of the system.
  public func requestsAreAnswered<Internal, Facts>(clients: Int) -> [Property<Self>]
  where Message == RegisterMessage<Internal>, History == RegisterHistory<Facts> {
    typealias Client = RegisterClient<Internal, Facts>
    return (0..<clients).map { client in
      .leadsTo(
        "requests are answered (\(actorCount - clients + client))", actors: Client.self,
        from: { $0[client].awaited != nil }, to: { $0[client].isDone })
    }
  }
}
