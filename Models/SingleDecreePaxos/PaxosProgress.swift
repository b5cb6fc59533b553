import PaxcheckKit
import RegisterClient

extension SingleDecreePaxos {
  /// What must come true in the end, if there are clients who ask for something.
  ///
  /// Of two values one is chosen at most, and only its client has an answer. So it is for one client that
  /// its requests are answered.
  ///
  /// - Parameters:
  ///   - clients: How many clients there are.
  ///   - isMutated: Whether the servers have a mutation.
  func progress(clients: Int, isMutated: Bool) -> [Property<Self>] {
    if clients == 0 { return [] }
    let claims =
      isMutated
      ? Self.progress(of: PaxosMutant.self, \.server.storage.isDecided)
      : Self.progress(of: PaxosServer.self, \.storage.isDecided)
    return claims + (clients == 1 ? requestsAreAnswered(clients: clients) : [])
  }

  private static func progress<Server: DeterministicActor>(
    of type: Server.Type, _ isDecided: @escaping @Sendable (Server) -> Bool
  ) -> [Property<Self>] {
    [
      .eventually("a value is chosen in the end", actors: type) { $0.contains(where: isDecided) },
      .leadsTo(
        "all servers learn what is chosen", actors: type,
        from: { $0.contains(where: isDecided) }, to: { $0.allSatisfy(isDecided) }),
    ]
  }
}
