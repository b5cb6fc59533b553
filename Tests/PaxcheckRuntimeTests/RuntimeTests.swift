import BuiltInModels
import PaxcheckKit
import PaxcheckRuntime
import Testing

@Suite struct `Actors on a real network` {
  @Test(arguments: [
    ["single-decree-paxos"], ["abd-register", "servers=3"], ["single-copy-register"],
    ["multi-paxos", "attempts=0", "clients=1", "rounds=4", "window=4", "commits=true"],
  ])
  func `serve their clients, and answer the example`(model: [String]) throws {
    var runtime = try runtime(of: model)
    let (message, port) = try #require(runtime.example)
    let stranger = try Stranger()
    let patience = Patience()
    var events: [RunEvent] = []
    var answer: String?
    var asked = ContinuousClock.now
    try runtime.run(
      until: {
        // Once a client is served; again and again, because datagrams may be lost.
        if events.contains(where: { $0.event.contains(": getOk(") }), ContinuousClock.now > asked {
          stranger.say(message, to: port)
          asked = ContinuousClock.now + .milliseconds(50)
        }
        answer = stranger.heard()
        return answer != nil || patience.isOver
      }, { if case .step(let event) = $0 { events.append(event) } })
    #expect(answer?.contains("Ok\":") == true)
    #expect(events.contains { $0.event.contains(": put(") })
    #expect(runtime.figures.malformed == 0)
    #expect(runtime.figures.steps == events.count)
  }

  /// Each of their requests reaches a node more often than that waits for a leader.
  @Test func `elect a leader though many clients ask`() throws {
    var runtime = try runtime(
      of: "raft", "campaigns=9,9,9", "patient=true", "endless=true", "delegation=true", "clients=9",
      "network=unordered-duplicating", "lossy=true")
    let patience = Patience()
    var isServed = false
    try runtime.run(
      until: { isServed || patience.isOver },
      { news in
        if case .step(let event) = news, event.event.contains(": putOk(") { isServed = true }
      })
    #expect(isServed)
  }

  @Test func `play ping-pong`() throws {
    var runtime = try runtime(of: ["ping-pong"])
    let patience = Patience()
    var last = ""
    try runtime.run(
      until: { last.hasSuffix("ping(100)") || patience.isOver },
      { news in if case .step(let event) = news { last = event.event } })
    #expect(last == "deliver 0 → 1: ping(100)")
  }

  @Test func `have timers and make choices`() throws {
    for model in ["alarm-clocks", "coin-tosses"] {
      var runtime = try runtime(of: [model])
      let patience = Patience()
      var events: [String] = []
      let count = model == "alarm-clocks" ? 6 : 4
      try runtime.run(
        until: { events.count == count || patience.isOver },
        { news in if case .step(let event) = news { events.append(event.event) } })
      let second = model == "alarm-clocks" ? "timeout" : "choose"
      #expect(events.filter { $0.hasPrefix("start") }.count == count / 2)
      #expect(events.filter { $0.hasPrefix(second) }.count == count / 2)
    }
  }

  @Test func `need messages that can be JSON`() throws {
    #expect(throws: RuntimeError.noActors(model: "DieHard")) { try runtime(of: ["die-hard"]) }
    #expect(throws: RuntimeError.messagesNotCodable(type: "Secret")) {
      var system = ActorSystem<Secret, NoHistory>()
      system.add(Keeper())
      _ = try Runtime(system, named: "secret")
    }
    #expect(throws: RuntimeError.unknownActor(9, count: 2)) {
      try runtime(of: ["ping-pong"]) { $0.actors = [9] }
    }
    for last in 10...20 {
      #expect(throws: RuntimeError.unknownActor(9, count: 2)) {
        try runtime(of: ["ping-pong"]) {
          for actor in 9...last { $0.ports[ActorID(actor)] = 4000 }
        }
      }
    }
    #expect(throws: RuntimeError.portOutOfRange(65536)) {
      try runtime(of: ["ping-pong"]) {
        $0.ports = [:]
        $0.firstPort = 65535
      }
    }
  }
}

@Suite struct `A timer` {
  @Test(arguments: [0...3_600_000, 7...7, 0...0xFFFF_FFFF])
  func `runs for any time within its range`(range: ClosedRange<Int>) throws {
    var system = ActorSystem<Int, NoHistory>()
    system.add(Sleeper(duration: range))
    let times = try (1...200 as ClosedRange<UInt64>).map { seed in
      var host = ActorHost(0, of: system, seed: seed)
      _ = host.start(at: 0)
      return try #require(host.nextDeadline) / 1000
    }
    #expect(times.allSatisfy(range.contains))
    let quarters = Set(times.map { 4 * ($0 - range.lowerBound) / range.count })
    #expect(quarters.count == min(4, range.count))
  }

  @Test func `cannot run for longer than 2^32 milliseconds`() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var system = ActorSystem<Int, NoHistory>()
      system.add(Sleeper(duration: 0...Int.max))
      var host = ActorHost(0, of: system, seed: 1)
      _ = host.start(at: 0)
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("the timer 'alarm' of actor 0 runs for 0...\(Int.max) ms"))
  }
}

private struct Sleeper: DeterministicActor {
  enum Timer: Hashable { case alarm }

  let duration: ClosedRange<Int>

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.alarm) }
  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
  func duration(of timer: Timer) -> ClosedRange<Int> { duration }
}

@Suite struct `Whatever comes from the network` {
  @Test(arguments: [
    ["single-decree-paxos", "clients=1"], ["abd-register", "clients=1", "servers=3"],
    ["multi-paxos", "clients=1", "rounds=3", "conflicts=true", "commits=true"],
    ["single-copy-register"], ["ping-pong"], ["durable-counter"], ["undo-log"], ["alarm-clocks"],
  ])
  func `is a message, or counted and dropped`(model: [String]) throws {
    var runtime = try runtime(of: model)
    let ports = runtime.places.map(\.port)
    var input = HostileInput(seed: 7)
    let stranger = try Stranger()
    let patience = Patience()
    var said = 0
    var steps = 0
    try runtime.run(
      until: {
        guard said < 1500 else { return true }
        // A few at a time, so that none is lost before it is read.
        for _ in 0..<20 {
          stranger.say(input.next(), to: ports[said % ports.count])
          said += 1
        }
        while stranger.heard() != nil {}
        return patience.isOver
      },
      { news in if case .step = news { steps += 1 } })
    #expect(said > 0 && runtime.figures.malformed > said / 10)
    #expect(runtime.figures.received >= runtime.figures.malformed)
    #expect(steps == runtime.figures.steps)
  }
}

private struct Secret: Hashable, Sendable {}

private struct Keeper: DeterministicActor {
  func receive(_ message: Secret, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}
