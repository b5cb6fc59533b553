public import PaxcheckKit

/// A counter that crashes, and a client who relies on what it confirmed.
public typealias DurableCounter = ActorSystem<CounterMessage, NoHistory>

public enum CounterMessage: Hashable, Codable, Sendable {
  case increment
  /// The counter stands at this number at least, whatever happens.
  case confirmed(Int)
}

enum CounterBug: String, Sendable {
  case confirmsBeforeSync = "confirms-before-sync"
  case writesNothing = "writes-nothing"
  case forgetsToRead = "forgets-to-read"
}

struct CounterServer: DeterministicActor {
  typealias Storage = Int
  enum Timer: Hashable, Sendable { case sync }

  let bug: CounterBug?
  private(set) var count = 0

  mutating func receive(
    _ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    count += 1
    switch bug {
    case .writesNothing: break
    case .confirmsBeforeSync:
      outbox.save(count, synced: false)
      outbox.set(.sync)
    default: outbox.save(count)
    }
    outbox.send(.confirmed(count), to: sender)
  }

  func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) { outbox.sync() }

  mutating func recover(from storage: Int?, _ outbox: inout Outbox<Self>) {
    if bug != .forgetsToRead { count = storage ?? 0 }
  }
}

struct CounterClient: DeterministicActor {
  let server: ActorID
  let increments: Int
  private(set) var confirmed = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.send(.increment, to: server) }

  mutating func receive(
    _ message: CounterMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard case .confirmed(let count) = message else { return }
    confirmed = count
    if confirmed < increments { outbox.send(.increment, to: server) }
  }
}

extension DurableCounter {
  /// The system that the parameters of `ModelDescription.durableCounter` describe.
  public init(durableCounter arguments: Arguments) {
    self.init(maxCrashes: 1)
    let bug = CounterBug(rawValue: arguments.choice("mutation"))
    let increments = arguments.integer("increments")
    add(CounterServer(bug: bug))
    add(CounterClient(server: 0, increments: increments), mayCrash: false)
    properties = [
      .always("what is confirmed is not lost") { state in
        guard let server = state.actor(0, as: CounterServer.self),
          let client = state.actor(1, as: CounterClient.self)
        else { return true }
        return client.confirmed <= server.count
      },
      .sometimes("all is confirmed") {
        $0.actor(1, as: CounterClient.self)?.confirmed == increments
      },
    ]
  }
}

extension ModelDescription {
  /// Storage and crashes: what is not synced may be lost.
  public static let durableCounter = ModelDescription(
    "durable-counter", "storage and crashes: a write that is not synced may be lost",
    source: "T. Pillai et al., \"All File Systems Are Not Created Equal\", OSDI 2014, "
      + "for what applications get wrong",
    parameters: [.integer("increments", 1...9, default: 2, "how often the client increments")],
    mutations: [
      Mutation(
        CounterBug.confirmsBeforeSync.rawValue, "confirms a write that may still be lost",
        caughtBy: "what is confirmed is not lost"),
      Mutation(
        CounterBug.writesNothing.rawValue, "keeps the count in memory only",
        caughtBy: "what is confirmed is not lost"),
      Mutation(
        CounterBug.forgetsToRead.rawValue, "does not read its storage when it recovers",
        caughtBy: "what is confirmed is not lost"),
    ]
  ) { arguments throws(ArgumentError) in DurableCounter(durableCounter: arguments) }
}
