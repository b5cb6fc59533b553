// The model that a new package begins with, and the trace of the bug that may be planted in it.
extension PackageTemplate {
  package static let model = #"""
    import PaxcheckKit

    public enum CounterMessage: Hashable, Codable, Sendable {
      case read
      case value(Int)
      /// Put a value in the place of the one that was read.
      case write(Int, over: Int)
    }

    /// Keeps a number, and how often it was written.
    struct Counter: DeterministicActor {
      /// The bug: it writes whatever it is told.
      let writesBlindly: Bool
      var value = 0
      var writes = 0

      mutating func receive(
        _ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
      ) {
        switch message {
        case .write(let new, let old) where old == value || writesBlindly:
          (value, writes) = (new, writes + 1)
        case .read, .write: outbox.send(.value(value), to: sender)
        case .value: break
        }
      }
    }

    /// Reads the number and writes it back, one larger. It tries again if another client was faster.
    struct Client: DeterministicActor {
      func start(_ outbox: inout Outbox<Self>) { outbox.send(.read, to: 0) }

      func receive(_ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>) {
        if case .value(let seen) = message { outbox.send(.write(seen + 1, over: seen), to: sender) }
      }
    }

    extension ModelDescription {
      public static let lostUpdate = ModelDescription(
        "lost-update", "clients that count together without a lock", source: "folklore",
        parameters: [.integer("clients", 1...4, default: 2, "how many clients count")],
        mutations: [
          Mutation(
            "writes-blindly", "the counter does not compare before it writes",
            caughtBy: "no update is lost")
        ]
      ) { arguments in
        let clients = arguments.integer("clients")
        var system = ActorSystem<CounterMessage, NoHistory>()
        system.add(Counter(writesBlindly: arguments.choice("mutation") == "writes-blindly"))
        for _ in 0..<clients { system.add(Client()) }
        system.properties = [
          .always("no update is lost", every: Counter.self) { $0.value == $0.writes },
          .sometimes("everybody counted") {
            $0.actors(of: Counter.self).contains { $0.writes == clients }
          },
        ]
        return system
      }
    }

    """#

  package static let trace = """
    paxcheck-trace 1
    model: lost-update clients=2 mutation=writes-blindly
    property: always no update is lost
     1. deliver 1 → 0: read
     2. deliver 2 → 0: read
     3. deliver 0 → 1: value(0)
     4. deliver 1 → 0: write(1, over: 0)
     5. deliver 0 → 2: value(0)
     6. deliver 2 → 0: write(1, over: 0)

    """
}
