import PaxcheckActors
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Tosses a coin a number of times, all at once or one after the other.
struct Coin: DeterministicActor {
  typealias Message = Int
  enum Choice: Hashable, Sendable { case heads, tails }

  var tosses = 1
  var isPatient = false
  private(set) var shown: [Choice] = []

  mutating func start(_ outbox: inout Outbox<Self>) {
    for _ in 0..<(isPatient ? 1 : tosses) { outbox.offer([.heads, .tails]) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) {
    shown.append(choice)
    if isPatient && shown.count < tosses { outbox.offer([.heads, .tails]) }
  }
}

@Suite struct `Choices` {
  func system(_ coins: Coin...) -> ActorSystem<Int, NoHistory> {
    var system = ActorSystem<Int, NoHistory>()
    for coin in coins { system.add(coin) }
    return system
  }

  @Test func `lead to every alternative`() throws {
    let oracle = try explore(system(Coin()))
    #expect(oracle.uniqueStates == 3)
    #expect(oracle.generatedStates == 3)
  }

  @Test func `of different actors are independent`() throws {
    #expect(try explore(system(Coin(), Coin(), Coin())).uniqueStates == 27)
  }

  @Test func `that are offered together are all made`() throws {
    for isPatient in [false, true] {
      let oracle = try explore(system(Coin(tosses: 2, isPatient: isPatient)))
      #expect(oracle.uniqueStates == 1 + 2 + 4)
      #expect(oracle.maxDepth == 3)
    }
  }

  @Test func `are named in steps`() {
    let model = system(Coin(tosses: 2))
    let texts = model.actions(in: model.initialStates[0]).map(\.description)
    #expect(texts == ["choose 0: heads", "choose 0: tails"])
  }
}
