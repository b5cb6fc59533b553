public import PaxcheckKit

/// Servers of a register, and clients that use it.
public typealias RegisterSystem<Internal: Hashable & Sendable, Facts: HistoryVariable> =
  ActorSystem<RegisterMessage<Internal>, RegisterHistory<Facts>>

extension ActorSystem {
  /// Adds clients behind the servers. The first one writes A first, the second one B, and so on.
  ///
  /// - Parameters:
  ///   - clients: The number of clients.
  ///   - puts: The number of values that each client writes before it reads.
  ///   - gets: The number of times that it reads.
  ///   - retries: How often it may send a request again that is not answered; `nil` if endlessly.
  public mutating func addClients<Internal, Facts>(
    _ clients: Int, puts: Int = 1, gets: Int = 1, retries: Int? = 0
  )
  where Message == RegisterMessage<Internal>, History == RegisterHistory<Facts> {
    let servers = actorCount
    for client in 0..<clients {
      let values = (0..<puts).map { Letter(client + clients * $0) }
      add(
        RegisterClient<Internal, Facts>(
          servers: servers, values: values, gets: gets, retries: retries),
        mayCrash: false)
    }
  }
}

extension Property {
  /// What the clients saw is what one register would have done, each operation at one moment between
  /// its request and its answer.
  public static func linearizable<Internal, Facts>() -> Self
  where M == RegisterSystem<Internal, Facts> {
    .linearizable { $0.operations }
  }

  /// Some client can be told a value.
  public static func valueChosen<Internal, Facts>() -> Self
  where M == RegisterSystem<Internal, Facts> {
    .sometimes("value chosen") { (envelope: Envelope<RegisterMessage<Internal>>) in
      if case .getOk(_, _?) = envelope.message { true } else { false }
    }
  }
}
