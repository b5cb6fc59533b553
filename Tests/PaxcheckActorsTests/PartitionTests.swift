import PaxcheckActors
import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// What a partition is for: with a budget of one it shows what takes several losses, in a shorter trace.
@Suite struct `A partition` {
  typealias System<Message: Hashable & Sendable> = ActorSystem<Message, NoHistory>

  private func outcome<Message>(
    _ system: System<Message>, _ change: (inout System<Message>) -> Void
  ) throws -> (verdict: String, path: [String], states: Int) {
    var system = system
    change(&system)
    let outcome = try system.check()
    let finding = try #require(outcome.findings.first)
    return (
      finding.verdict.name, finding.verdict.path?.actions.map(\.description) ?? [],
      outcome.statistics.uniqueStates
    )
  }

  @Test func `shows that many copies are not enough`() throws {
    try requireShorter(than: Copier.limit, losses: Copier.system(waits: false))
  }

  @Test func `shows that a silent primary may be one still`() throws {
    try requireShorter(than: Watcher.limit, losses: Watcher.system(asks: false))
  }

  /// One partition shows in fewer steps and states what takes so many losses.
  private func requireShorter<Message>(
    than count: Int, losses system: System<Message>
  ) throws {
    let losses = try outcome(system) { $0.network.isLossy = true }
    #expect(losses.verdict == "violated")
    #expect(losses.path.count { $0.hasPrefix("drop") } == count)
    let cut = try outcome(system) { $0.partitions = Partitions(1, crossing: .lost) }
    #expect(cut.verdict == "violated")
    #expect(cut.path.count { $0.hasPrefix("partition") } == 1)
    #expect(cut.path.count < losses.path.count)
    #expect(cut.states < losses.states)
  }

  @Test(arguments: Partitions.Shape.allCases, Partitions.Crossing.allCases)
  func `harms nobody who waits for an answer`(
    shape: Partitions.Shape, crossing: Partitions.Crossing
  ) throws {
    let partitions = Partitions(2, shape: shape, crossing: crossing)
    for isLossy in [false, true] {
      let copies = try outcome(Copier.system(waits: true)) {
        $0.partitions = partitions
        $0.network.isLossy = isLossy
      }
      #expect(copies.verdict == "holds")
      let watch = try outcome(Watcher.system(asks: true)) {
        $0.partitions = partitions
        $0.network.isLossy = isLossy
      }
      #expect(watch.verdict == "holds")
    }
  }

  /// What waits for the end of a partition is delayed, which every network does anyway.
  @Test func `that keeps messages shows nothing new`() throws {
    let kept = try outcome(Copier.system(waits: false)) { $0.partitions = Partitions(2) }
    #expect(kept.verdict == "holds")
  }

  @Test func `of too many actors is refused`() {
    var system = System<Int>()
    for _ in 0..<13 { system.add(Idle()) }
    system.partitions = Partitions(1)
    #expect(throws: ModelError.self) { try system.check() }
  }
}

private struct Idle: DeterministicActor {
  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

/// Sends several copies of a value, and takes it for stored: wrongly, unless it waits for an answer.
private struct Copier: DeterministicActor {
  enum Message: Hashable, Sendable {
    case copy(Int)
    case stored
  }
  enum Timer: Hashable, Sendable { case resend }

  static let limit = 6

  let waits: Bool
  var copies = 0
  var isConfirmed = false

  static func system(waits: Bool) -> ActorSystem<Message, NoHistory> {
    var system = ActorSystem<Message, NoHistory>()
    system.add(Copier(waits: waits))
    system.add(Store())
    system.properties = [
      .atEnd("what is confirmed is stored") {
        let isConfirmed = $0.actors(of: Copier.self).contains(where: \.isConfirmed)
        return !isConfirmed || $0.actors(of: Store.self).contains(where: \.hasValue)
      }
    ]
    return system
  }

  func start(_ outbox: inout Outbox<Self>) {
    outbox.set(.resend)
    outbox.send(.copy(copies), to: 1)
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    copies += 1
    if copies == Self.limit {
      isConfirmed = !waits
    } else {
      outbox.set(.resend)
      outbox.send(.copy(copies), to: 1)
    }
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    isConfirmed = true
    outbox.cancel(.resend)
  }
}

private struct Store: DeterministicActor {
  var hasValue = false

  mutating func receive(
    _ message: Copier.Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    hasValue = true
    outbox.send(.stored, to: sender)
  }
}

/// Takes over from a primary of which it has missed several signs of life: wrongly, unless it asks first.
private struct Watcher: DeterministicActor {
  enum Message: Hashable, Sendable {
    case beat(Int)
    case standDown
    case stoodDown
  }

  static let limit = 6

  let asks: Bool
  var last = 0
  var isPrimary = false

  static func system(asks: Bool) -> ActorSystem<Message, NoHistory> {
    var system = ActorSystem<Message, NoHistory>(network: .ordered)
    system.add(Primary(watchers: [1, 2]))
    for _ in 1...2 { system.add(Watcher(asks: asks)) }
    system.properties = [
      .always("nobody takes over from a primary that is there") {
        let isOld = $0.actors(of: Primary.self).contains(where: \.isPrimary)
        return !isOld || !$0.actors(of: Watcher.self).contains(where: \.isPrimary)
      }
    ]
    return system
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    switch message {
    case .beat(let number):
      if number - last > Self.limit {
        if !asks { isPrimary = true }
        outbox.send(.standDown, to: sender)
      }
      last = number
    case .stoodDown: isPrimary = true
    case .standDown: break
    }
  }
}

private struct Primary: DeterministicActor {
  enum Timer: Hashable, Sendable { case beat }

  let watchers: [ActorID]
  var isPrimary = true
  var beats = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.beat) }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    beats += 1
    outbox.broadcast(.beat(beats), to: watchers)
    if beats <= Watcher.limit { outbox.set(.beat) }
  }

  mutating func receive(
    _ message: Watcher.Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if message == .standDown {
      isPrimary = false
      outbox.send(.stoodDown, to: sender)
    }
  }
}
