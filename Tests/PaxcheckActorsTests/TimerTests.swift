import PaxcheckActors
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Sets timers when it starts, and counts those that fire.
struct AlarmClock: DeterministicActor {
  typealias Message = Int
  enum Timer: Hashable, Sendable { case early, late, ticking }

  var timers: [Timer] = [.early]
  var cancels: Timer?
  private(set) var rung: Set<Timer> = []

  mutating func start(_ outbox: inout Outbox<Self>) {
    for timer in timers { outbox.set(timer) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    if timer == .ticking { return outbox.set(.ticking) }
    rung.insert(timer)
    if let cancels { outbox.cancel(cancels) }
  }
}

@Suite struct `Timers` {
  func system(_ clocks: AlarmClock...) -> ActorSystem<Int, NoHistory> {
    var system = ActorSystem<Int, NoHistory>()
    for clock in clocks { system.add(clock) }
    return system
  }

  /// Sets that stand side by side must not run into each other when states are compared.
  @Test(arguments: 1...6)
  func `of different actors fire independently`(count: Int) throws {
    var system = ActorSystem<Int, NoHistory>()
    for _ in 0..<count { system.add(AlarmClock()) }
    let oracle = try explore(system)
    #expect(oracle.uniqueStates == 1 << count)
    #expect(oracle.generatedStates == 1 + count << (count - 1))
  }

  @Test func `of one actor are a set`() throws {
    #expect(
      system(AlarmClock(timers: [.early, .late])).initialStates[0].slots[0].localEvents
        == system(AlarmClock(timers: [.late, .early, .late])).initialStates[0].slots[0].localEvents)
    #expect(try explore(system(AlarmClock(timers: [.early, .late, .early]))).uniqueStates == 4)
  }

  @Test func `that have the same text are a set, too`() {
    struct Nameless: Hashable, Sendable, CustomStringConvertible {
      let number: Int
      var description: String { "timer" }
    }
    func set(_ numbers: [Int]) -> TimerSet<Nameless> {
      var set = TimerSet<Nameless>()
      for number in numbers { set.insert(Nameless(number: number)) }
      return set
    }
    #expect(set([1, 2, 3]) == set([3, 1, 2, 1]))
    #expect(set([1, 2, 3]) != set([1, 2]))
  }

  @Test func `that were cancelled do not fire`() throws {
    let clock = AlarmClock(timers: [.early, .late], cancels: .late)
    let oracle = try explore(system(clock))
    #expect(oracle.generatedStates == 4, "early after late is possible, late after early is not")
  }

  @Test func `that change nothing and are set again are no step`() throws {
    let oracle = try explore(system(AlarmClock(timers: [.ticking])))
    #expect(oracle.generatedStates == 1)
  }

  @Test func `are named in steps`() {
    let model = system(AlarmClock(timers: [.late, .early]))
    let texts = model.actions(in: model.initialStates[0]).map(\.description)
    #expect(texts == ["timeout 0: early", "timeout 0: late"])
  }
}
