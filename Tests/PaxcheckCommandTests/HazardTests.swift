import PaxcheckCommand
import PaxcheckKit
import Testing

/// What others share, and could change.
private final class Register: Hashable, Sendable {
  static func == (left: Register, right: Register) -> Bool { true }
  func hash(into hasher: inout Hasher) {}
}

private enum Message: Hashable, Sendable { case names(Set<String>) }

private struct Speaker: DeterministicActor {
  let register: Register?
  let names: Set<String>
  var hasHeard = false

  func start(_ outbox: inout Outbox<Self>) { outbox.send(.names(names), to: outbox.id) }
  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    hasHeard = true
  }
}

@Suite struct `Parts that make models differ` {
  private func run(_ line: String, register: Register?, names: Set<String>) -> Run {
    Run(
      line,
      over: [
        ModelDescription("talk", "a speaker", source: "folklore") { (_) throws(ArgumentError) in
          var system = ActorSystem<Message, NoHistory>()
          system.add(Speaker(register: register, names: names))
          system.properties = [.always("fine") { _ in true }]
          return system
        }
      ])
  }

  private static let reference =
    "Speaker.register.some is an instance of the class Register: states that share it change together; make it a struct"

  @Test(arguments: ["check-bfs", "check-dfs --quiet", "simulate --seed 1 --runs 5 --threads 2"])
  func `are warned of in the report`(command: String) {
    let shared = run(command, register: Register(), names: ["a"])
    #expect(shared.output.contains("\(Self.reference)\n"), "\(shared.output)")
    #expect(shared.errors.isEmpty)
    #expect(shared.status != .unexpected)
    let unordered = run(command, register: nil, names: ["a", "b"])
    #expect(
      unordered.output.contains("is a Set<String>, whose text has another order in each process"))
    let sound = run(command, register: nil, names: ["a"])
    #expect(!sound.output.contains("warning"))
  }

  @Test func `are warned of in every format`() {
    let json = run("check-bfs --format json", register: Register(), names: [])
    #expect(json.output.contains("\(Self.reference)\"\n  ]"), "\(json.output)")
    let junit = run("check-bfs --format junit", register: Register(), names: [])
    #expect(junit.output.contains("\(Self.reference)\n</system-out>"), "\(junit.output)")
  }
}
