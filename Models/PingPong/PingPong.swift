public import PaxcheckKit

/// Two players who count the strokes of a rally, up to a boundary.
public typealias PingPong = ActorSystem<PingPongMessage, NoHistory>

/// The stroke of this number.
public enum PingPongMessage: Hashable, Codable, Sendable {
  case ping(Int)
  case pong(Int)
}

/// A player who answers the stroke that he waits for, and no other.
struct Player: DeterministicActor {
  let opponent: ActorID
  let begins: Bool
  let bug: PingPongBug?
  var count = 0

  mutating func start(_ outbox: inout Outbox<Self>) {
    if begins { outbox.send(.ping(0), to: opponent) }
  }

  mutating func receive(
    _ message: PingPongMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .ping(let number) where number == count || bug == .answersOldStrokes:
      outbox.send(.pong(number), to: sender)
    case .pong(let number) where number == count:
      if bug == .givesUp, number > 0 { return }
      outbox.send(.ping(number + 1), to: sender)
    default: return
    }
    count += 1
  }
}

/// What the players can do wrong.
enum PingPongBug: String, Sendable {
  case answersOldStrokes = "answers-old-strokes"
  case givesUp = "gives-up"
}

extension PingPong {
  /// The system that the parameters of `ModelDescription.pingPong` describe.
  public init(pingPong arguments: Arguments) {
    self.init(network: arguments.networkKind)
    let bug = PingPongBug(rawValue: arguments.choice("mutation"))
    add(Player(opponent: 1, begins: true, bug: bug))
    add(Player(opponent: 0, begins: false, bug: bug))
    let max = arguments.integer("max")
    boundary = .every(Player.self) { $0.count <= max }
    properties = [
      .always("counts differ by one at most") { state in
        // A player who crashed has no count.
        let counts = state.actors(of: Player.self).map(\.count)
        return zip(counts, counts.dropFirst()).allSatisfy { abs($0 - $1) <= 1 }
      },
      .sometimes("can reach max") { $0.actors(of: Player.self).contains { $0.count == max } },
      .eventually("reaches max") { $0.actors(of: Player.self).contains { $0.count == max } },
      .eventually("exceeds max") { $0.actors(of: Player.self).contains { $0.count > max } },
    ]
  }
}

extension ModelDescription {
  /// Two players of table tennis: a first actor system, with a boundary.
  public static let pingPong = ModelDescription(
    "ping-pong", "two players who count their strokes; what lies beyond the boundary is undecided",
    source: "stateright (J. Nadal), src/actor/actor_test_util.rs",
    parameters: [
      .integer("max", 1...1000, default: 5, "the highest count to look at"), .network, .lossy,
    ],
    mutations: [
      Mutation(
        PingPongBug.answersOldStrokes.rawValue, "answers the same stroke again",
        caughtBy: "counts differ by one at most", at: ["network=unordered-duplicating"]),
      Mutation(
        PingPongBug.givesUp.rawValue, "stops after the first exchange", caughtBy: "reaches max"),
    ]
  ) { arguments throws(ArgumentError) in PingPong(pingPong: arguments) }
}
