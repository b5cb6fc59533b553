import PaxcheckKit

enum CounterMessage: Hashable, Sendable {
  case read
  case value(Int)
  case write(Int)
}

/// Keeps a number, and how often it was written.
struct Counter: DeterministicActor {
  var value = 0
  var writes = 0

  mutating func receive(
    _ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .read: outbox.send(.value(value), to: sender)
    case .write(let new): (value, writes) = (new, writes + 1)
    case .value: break
    }
  }
}

/// Reads the number and writes it back, one larger.
struct Client: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) { outbox.send(.read, to: 0) }

  func receive(_ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if case .value(let seen) = message { outbox.send(.write(seen + 1), to: sender) }
  }
}

extension ModelDescription {
  static let lostUpdate = ModelDescription(
    "lost-update", "clients that count together without a lock", source: "folklore",
    parameters: [.integer("clients", 1...4, default: 2, "how many clients count")]
  ) { arguments in
    let clients = arguments.integer("clients")
    var system = ActorSystem<CounterMessage, NoHistory>()
    system.add(Counter())
    for _ in 0..<clients { system.add(Client()) }
    system.properties = [
      .always("no update is lost", every: Counter.self) {
        $0.writes < clients || $0.value == clients
      },
      .sometimes("everybody counted") { $0.actors(of: Counter.self)[0].writes == clients },
    ]
    return system
  }
}
