import PaxcheckKit

/// A mistake of an author, and where it is made.
enum RelayMistake: String, CaseIterable {
  case start, handler, timer, recursion, ignoring, duration, hash
  case every, several, whole, history, deliverable, boundary, scenario
  case offer, failure, address
  case actors, properties, crashes
  case undeclared, kind

  static let parameter = Parameter.choice(
    "mistake", ["none"] + allCases.map(\.rawValue), default: "none", "what goes wrong, and where")
}

/// Passes a number on, one larger each time, up to three; there the mistakes are made.
struct Relay: DeterministicActor {
  enum Timer: Hashable, Sendable { case tick }

  let next: ActorID
  let mistake: RelayMistake?
  var seen: [Int] = []

  func start(_ outbox: inout Outbox<Self>) {
    if mistake == .start { _ = seen[0] }
    if outbox.id == 0 { outbox.send(1, to: next) }
    if mistake == .timer || mistake == .duration { outbox.set(.tick) }
  }

  mutating func receive(_ number: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    seen.append(number)
    if number < 3 { return outbox.send(number + 1, to: next) }
    switch mistake {
    case .handler: seen[number] = 0
    case .hash: seen[0] = "three".hashValue
    case .recursion: seen[0] = depth(of: number)
    case .offer: outbox.offer([])
    case .failure: outbox.fail("three is too much")
    case .history: outbox.record(number)
    default: break
    }
  }

  func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    if mistake == .timer, seen.count == 1 { _ = seen[1] }
  }

  func duration(of timer: Timer) -> ClosedRange<Int> {
    mistake == .duration && seen.count == 1 ? -2...(-1) : 1...2
  }

  func ignoresForever(_ number: Int, from sender: ActorID) -> Bool {
    mistake == .ignoring && seen.count == 1 ? seen[number] > 0 : false
  }

  private func depth(of number: Int) -> Int { number < 0 ? 0 : depth(of: number + 1) + 1 }

  typealias Event = Int
}

/// Numbers that were recorded, of which the first cannot be 3.
struct Sum: HistoryVariable {
  var sum = 0
  mutating func record(_ number: Int, by actor: ActorID) { sum = [sum][number] }
}

extension ModelDescription {
  static let relay = ModelDescription(
    "relay", "two actors that pass a number on, and one of the mistakes of authors",
    source: "tests",
    parameters: [RelayMistake.parameter, .integer("actors", 2...9, default: 2, "how many")]
  ) { arguments in
    let mistake = RelayMistake(rawValue: arguments.choice("mistake"))
    if mistake == .undeclared { _ = arguments.integer("actor") }
    if mistake == .kind { _ = arguments.flag("actors") }
    var system = ActorSystem<Int, Sum>(
      maxCrashes: mistake == .crashes ? -1 : 0, history: Sum())
    system.discardsDeadMessages = mistake == .ignoring
    for index in 0..<(mistake == .actors ? 300 : arguments.integer("actors")) {
      system.add(Relay(next: ActorID(1 - index % 2), mistake: mistake))
    }
    let fails: @Sendable (Relay) -> Bool = { $0.seen.count < 2 || $0.seen[2] > 0 }
    system.properties = [
      .sometimes("all is seen") { state in
        state.actors(of: Relay.self).contains { $0.seen.count == 2 }
      }
    ]
    switch mistake {
    case .every: system.properties += [.always("every", every: Relay.self, fails)]
    case .several:
      system.properties += [.always("several", actors: Relay.self) { $0.allSatisfy(fails) }]
    case .whole: system.properties += [.always("whole") { $0.actors().allSatisfy(fails) }]
    case .address: system.properties += [.always("address") { !$0.isCrashed(7) }]
    case .deliverable:
      system.properties += [
        .sometimes("on its way", deliverable: { [0, 0, 0][$0.message] > 0 })
      ]
    case .properties:
      system.properties += (0..<70).map { number in .always("number \(number)") { _ in true } }
    case .boundary: system.boundary = .every(Relay.self, fails)
    case .scenario:
      system.scenarios = [
        Scenario(
          "three", "numbers that fit",
          actions: { action in
            if case .deliver(let envelope) = action {
              [true, true, true][envelope.message]
            } else {
              true
            }
          })
      ]
    default: break
    }
    return system
  }
}
