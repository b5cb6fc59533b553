public import PaxcheckKit

/// Players who each toss a coin.
public typealias CoinTosses = ActorSystem<Never, NoHistory>

enum CoinBug: String, Sendable {
  case hasTwoHeads = "has-two-heads"
  case staysInThePocket = "stays-in-the-pocket"
}

struct CoinPlayer: DeterministicActor {
  enum Choice: Hashable, Sendable { case heads, tails }

  let bug: CoinBug?
  private(set) var shown: Choice?

  func start(_ outbox: inout Outbox<Self>) {
    if bug != .staysInThePocket { outbox.offer([.heads, .tails]) }
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    shown = bug == .hasTwoHeads ? .heads : choice
  }

  func receive(_ message: Never, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

extension CoinTosses {
  /// The system that the parameters of `ModelDescription.coinTosses` describe.
  public init(coinTosses arguments: Arguments) {
    self.init()
    for _ in 0..<arguments.integer("coins") {
      add(CoinPlayer(bug: CoinBug(rawValue: arguments.choice("mutation"))))
    }
    properties = [
      .sometimes("all show heads") {
        $0.actors(of: CoinPlayer.self).allSatisfy { $0.shown == .heads }
      },
      .sometimes("all show tails") {
        $0.actors(of: CoinPlayer.self).allSatisfy { $0.shown == .tails }
      },
      .eventually("all coins lie") {
        $0.actors(of: CoinPlayer.self).allSatisfy { $0.shown != nil }
      },
    ]
  }
}

extension ModelDescription {
  /// Random choices: every alternative is looked at, so *n* coins have 3ⁿ states.
  public static let coinTosses = ModelDescription(
    "coin-tosses", "random choices: every alternative is looked at",
    source: "the smallest system with random choices",
    parameters: [.integer("coins", 1...12, default: 2, "the number of coins")],
    mutations: [
      Mutation(
        CoinBug.hasTwoHeads.rawValue, "shows heads in any case", caughtBy: "all show tails"),
      Mutation(
        CoinBug.staysInThePocket.rawValue, "does not toss the coin", caughtBy: "all coins lie"),
    ]
  ) { arguments throws(ArgumentError) in CoinTosses(coinTosses: arguments) }
}
