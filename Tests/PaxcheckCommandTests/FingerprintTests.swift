import Foundation
import PaxcheckCommand
import PaxcheckKit
import Testing

/// Passes a number on until it is too large.
private struct Runner: DeterministicActor {
  var last = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.send(1, to: 1) }

  mutating func receive(_ number: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    last = number
    if number < 9 { outbox.send(number + 1, to: sender) }
  }

  static let description = ModelDescription("relay", "two runners", source: "folklore") {
    (_) throws(ArgumentError) in
    var system = ActorSystem<Int, NoHistory>()
    system.add(Runner())
    system.add(Runner())
    system.properties = [
      .always("numbers are small", every: Runner.self) { $0.last < 10 },
      .sometimes("one is done") { $0.actors(of: Runner.self).contains { $0.last == 9 } },
      .sometimes("one is at 10") { $0.actors(of: Runner.self).contains { $0.last == 10 } },
      .eventually("one runs") { $0.actors(of: Runner.self).contains { $0.last > 0 } },
    ]
    return system
  }
}

@Suite struct `A report of a search by fingerprints` {
  private func run(_ line: String) -> Run { Run(line, over: [Runner.description]) }

  @Test func `never says that something holds without the chance that it does not`() throws {
    let text = run("check-bfs --fingerprints").output
    let bound = try #require(text.firstMatch(of: #/a probability of at most (.*)\n/#)).output.1
    #expect(text.contains("holds unless a state was missed (p ≤ \(bound))"))
    #expect(text.contains("UNREACHABLE unless a state was missed (p ≤ \(bound))"))
    #expect(text.contains(#/sometimes +reached +[0-9]/#))
    #expect(!run("check-bfs").output.contains("missed"))
  }

  @Test func `leaves behaviours undecided`() {
    let run = run("check-bfs --fingerprints --until runs")
    #expect(run.status == .usage)
    #expect(
      self.run("check-dfs --fingerprints").output.contains("UNDECIDED: fingerprints do not tell"))
  }

  @Test func `has the chance in JSON and JUnit, too`() throws {
    struct Report: Decodable {
      struct Property: Decodable {
        let verdict: String
        let missProbability: Double?
      }
      let uniqueStates: Int
      let missProbability: Double?
      let properties: [Property]
    }
    let json = run("check-bfs --fingerprints --format json").output
    let report = try JSONDecoder().decode(Report.self, from: Data(json.utf8))
    let pairs = Double(report.uniqueStates * (report.uniqueStates + 1) / 2)
    #expect(report.missProbability == pairs / 0x1p64)
    for property in report.properties {
      let isAboutAll = ["holds", "unreachable"].contains(property.verdict)
      #expect(property.missProbability == (isAboutAll ? report.missProbability : nil))
    }
    #expect(!run("check-bfs --format json").output.contains("missProbability"))
    let junit = run("check-bfs --fingerprints --format junit").output
    #expect(junit.contains("<system-out>holds unless a state was missed, the probability of"))
  }

  @Test func `is the same after a checkpoint, which knows what it is of`() {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let whole = run("check-bfs --fingerprints").transcript
    _ = run("check-bfs --fingerprints --max-states 6 --checkpoint \(folder)")
    let rest = run("check-bfs --resume \(folder)")
    #expect(rest.transcript.hasPrefix(whole.prefix { $0 != "-" }))
    _ = run("check-bfs --max-states 6 --checkpoint \(folder)/exact")
    let other = run("check-bfs --fingerprints --resume \(folder)/exact")
    #expect(other.status == .malformedInput)
    #expect(other.errors.contains("given: a search that keeps fingerprints of 64 bits"))
  }
}
