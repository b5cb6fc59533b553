import Foundation
import PaxcheckJSON
import PaxcheckKit
import PaxcheckRuntime
import PaxcheckTestSupport
import Testing

/// Counts its timeouts, and tells its peer of each with a unique number.
private struct Beacon: DeterministicActor {
  enum Timer: Hashable, Sendable { case blink }

  let peer: ActorID
  var number = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.set(.blink) }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    number = outbox.uniqueNumber()
    outbox.save(number)
    outbox.send(number, to: peer)
    outbox.set(.blink)
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  mutating func recover(from storage: Int?, _ outbox: inout Outbox<Self>) {
    number = storage ?? -outbox.incarnation
    outbox.set(.blink)
  }

  func duration(of timer: Timer) -> ClosedRange<Int> { 1...1 }
}

@Suite struct `Budgets of a real run` {
  private func system(_ limit: Budget.Limit) -> ActorSystem<Int, NoHistory> {
    var system = ActorSystem<Int, NoHistory>(maxCrashes: 1)
    system.budgets = [Budget("blinks", of: .timeouts(Beacon.Timer.blink), limit)]
    for peer in [1, 0] { system.add(Beacon(peer: ActorID(peer))) }
    return system
  }

  @Test(arguments: [Budget.Limit.each(2), .byActor([2]), .inAll(2)])
  func `limit what a host does`(limit: Budget.Limit) {
    var host = ActorHost(0, of: system(limit), seed: 1)
    var steps = host.start(at: 0)
    for time in 1...9 { steps += host.passTime(to: 10_000 * time) }
    #expect(steps.map(\.event) == ["start 0"] + Array(repeating: "timeout 0: blink", count: 2))
    #expect(host.nextDeadline == nil)
    #expect(host.recover(from: 2, at: 100_000).map(\.event) == ["recover 0"])
    #expect(host.passTime(to: 200_000).isEmpty)
  }

  /// A process that starts again goes on with what was spent, and with its unique numbers.
  @Test func `are kept in files`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var events: [RunEvent] = []
    for count in [2, 3] {
      var configuration = RuntimeConfiguration()
      configuration.actors = [0]
      configuration.storageFolder = folder
      for (index, port) in try freePorts(2).enumerated() {
        configuration.ports[ActorID(index)] = port
      }
      var runtime = try Runtime(system(.each(3)), named: "beacon", configuration)
      let patience = Patience()
      var own: [RunEvent] = []
      try runtime.run(
        until: { own.count >= count || patience.isOver },
        { news in if case .step(let event) = news { own.append(event) } })
      events += own
    }
    #expect(
      events.map(\.event) == [
        "start 0", "timeout 0: blink", "recover 0", "timeout 0: blink", "timeout 0: blink",
      ])
    #expect(events.flatMap(\.sent) == ["0 → 1: 1", "0 → 1: 2", "0 → 1: 3"])
  }

  @Test func `are what records are held against`() throws {
    let generous = system(.inAll(3))
    func record(seed: UInt64) throws -> RunRecord {
      let lines = generous.randomRecord(named: "beacon", seed: seed, steps: 30)
      return try RunRecord(parsing: lines.map { $0.line + "\n" }.joined(), file: "run.log")
    }
    var refused = 0
    for seed in Effort.seeds(50) {
      let record = try record(seed: seed)
      #expect(try record.validate(against: generous).mismatch == nil, "seed \(seed)")
      guard let mismatch = try record.validate(against: system(.inAll(1))).mismatch
      else { continue }
      #expect(mismatch.reason == "nothing is left of the model's budget 'blinks'")
      refused += 1
    }
    #expect(refused > 0)
  }
}
