import PaxcheckKit
import RegisterClient

extension SingleDecreePaxos {
  /// What must come true in the end, if there are clients who ask for something.
  ///
  /// Of two values one is chosen at most, and only its client has an answer. So it is for one client that
  /// its requests are answered.
  func progress(clients: Int) -> [Property<Self>] {
    if clients == 0 { return [] }
    let claims: [Property<Self>] = [
      .eventually("a value is chosen in the end") { state in
        state.servers.contains(where: \.storage.isDecided)
      },
      .leadsTo(
        "all servers learn what is chosen",
        from: { state in state.servers.contains(where: \.storage.isDecided) },
        to: { state in state.servers.allSatisfy(\.storage.isDecided) }),
    ]
    return claims + (clients == 1 ? requestsAreAnswered(clients: clients) : [])
  }
}

extension SingleDecreePaxos.State {
  /// The servers that are not crashed.
  fileprivate var servers: [PaxosServer] {
    actors(of: PaxosServer.self) + actors(of: PaxosMutant.self).map(\.server)
  }
}
