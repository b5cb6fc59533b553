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

/// Makes offers when it starts, and remembers what was picked.
struct Picker: DeterministicActor {
  typealias Message = Int
  typealias Choice = String

  let offers: [[String]]
  private(set) var picked: [String] = []

  init(offers: [[String]]) { self.offers = offers }

  func start(_ outbox: inout Outbox<Self>) {
    for offer in offers { outbox.offer(offer) }
  }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func choose(_ choice: String, _ outbox: inout Outbox<Self>) { picked.append(choice) }
}

/// Answers a message in a step of its own.
struct Deferring: DeterministicActor {
  typealias Message = Int
  enum Choice: Hashable, Sendable { case answer }

  private(set) var answers = 0

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    outbox.later(.answer)
  }

  mutating func choose(_ choice: Choice, _ outbox: inout Outbox<Self>) { answers += 1 }
}

@Suite struct `Choices` {
  func system<A: DeterministicActor>(_ actors: A...) -> ActorSystem<Int, NoHistory>
  where A.Message == Int, A.Event == Never {
    var system = ActorSystem<Int, NoHistory>()
    for actor in actors { system.add(actor) }
    return system
  }

  @Test func `lead to every alternative`() throws {
    let oracle = try explore(system(Coin()))
    #expect(oracle.uniqueStates == 3)
    #expect(oracle.generatedStates == 3)
  }

  @Test func `of one alternative leave work for later, which a crash loses`() throws {
    var system = ActorSystem<Int, NoHistory>(maxCrashes: 1)
    system.add(Deferring())
    system.add(Mailer(1), mayCrash: false)
    func steps(after texts: [String]) throws -> [String] {
      var state = system.initialStates[0]
      for text in texts {
        let action = try #require(system.actions(in: state).first { $0.description == text })
        state = try #require(system.successor(of: state, after: action))
      }
      return system.actions(in: state).map(\.description)
    }
    let delivery = "deliver 1 → 0: 1"
    #expect(try steps(after: [delivery]) == ["choose 0: answer", "crash 0"])
    #expect(try steps(after: [delivery, "choose 0: answer"]) == ["crash 0"])
    #expect(try steps(after: [delivery, "crash 0", "recover 0"]) == ["crash 0"])
    _ = try explore(system)
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

  // Which of the offers goes makes a difference to what can be picked afterwards.
  @Test func `that offers have in common are picked from either`() throws {
    func words(_ offers: [[String]]) -> Set<String> {
      guard !offers.isEmpty else { return [""] }
      return Set(
        offers.indices.flatMap { place in
          var rest = offers
          let offer = rest.remove(at: place)
          return offer.flatMap { choice in words(rest).map { choice + $0 } }
        })
    }
    let possible = [["a"], ["a", "b"], ["c", "a"], ["b", "c"]]
    for first in possible {
      for second in possible {
        for third in possible {
          let offers = [first, second, third]
          let oracle = try explore(system(Picker(offers: offers)), "\(offers)")
          let picked = oracle.levels.keys.map { $0.actors(of: Picker.self)[0].picked }
          #expect(Set(picked.filter { $0.count == 3 }.map { $0.joined() }) == words(offers))
        }
      }
    }
  }

  @Test func `name the offer where several offers have them`() {
    let model = system(Picker(offers: [["a", "b"], ["a", "c"], ["a", "b"]]))
    let texts = model.actions(in: model.initialStates[0]).map(\.description)
    #expect(texts == ["choose 0: a", "choose 0: b", "choose 0: a of [a, c]", "choose 0: c"])
  }

  @Test func `are named in steps`() {
    let model = system(Coin(tosses: 2))
    let texts = model.actions(in: model.initialStates[0]).map(\.description)
    #expect(texts == ["choose 0: heads", "choose 0: tails"])
  }
}
