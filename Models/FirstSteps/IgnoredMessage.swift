public import PaxcheckKit

/// Two actors, of whom one says something that the other does not care about, and then something
/// that it does.
public typealias IgnoredMessage = ActorSystem<Remark, NoHistory>

public enum Remark: Hashable, Sendable {
  case ignored
  case interesting
}

enum ListenerBug: String, Sendable {
  case hearsEverything = "hears-everything"
  case hearsNothing = "hears-nothing"
}

struct Talker: DeterministicActor {
  let listener: ActorID

  func start(_ outbox: inout Outbox<Self>) {
    outbox.send(.ignored, to: listener)
    outbox.send(.interesting, to: listener)
  }

  func receive(_ message: Remark, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

struct Listener: DeterministicActor {
  let bug: ListenerBug?
  private(set) var heard: Set<Remark> = []

  mutating func receive(_ message: Remark, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    switch bug {
    case .hearsNothing: break
    case .hearsEverything: heard.insert(message)
    case nil: if message == .interesting { heard.insert(message) }
    }
  }
}

extension IgnoredMessage {
  /// The system that the parameters of `ModelDescription.ignoredMessage` describe.
  public init(ignoredMessage arguments: Arguments) {
    self.init(network: arguments.networkKind)
    add(Listener(bug: ListenerBug(rawValue: arguments.choice("mutation"))))
    add(Talker(listener: 0))
    properties = [
      .always("what is ignored leaves no trace", every: Listener.self) {
        !$0.heard.contains(.ignored)
      },
      .sometimes("what is interesting arrives") {
        $0.actor(0, as: Listener.self)?.heard.contains(.interesting) == true
      },
    ]
  }
}

extension ModelDescription {
  /// What a delivery is that changes nothing: on an unordered network no step at all.
  public static let ignoredMessage = ModelDescription(
    "ignored-message", "networks: a delivery that changes nothing is a step only in a queue",
    source: "stateright (J. Nadal), src/actor/model.rs", parameters: [.network, .lossy],
    mutations: [
      Mutation(
        ListenerBug.hearsEverything.rawValue, "keeps what it should ignore",
        caughtBy: "what is ignored leaves no trace"),
      Mutation(
        ListenerBug.hearsNothing.rawValue, "ignores what is interesting, too",
        caughtBy: "what is interesting arrives"),
    ]
  ) { arguments throws(ArgumentError) in IgnoredMessage(ignoredMessage: arguments) }
}
