import PaxcheckCommand
import PaxcheckKit
import Testing

/// Says something to somebody.
private struct Talker: DeterministicActor {
  let listener: ActorID
  var heard = 0

  func start(_ outbox: inout Outbox<Self>) { outbox.send(1, to: listener) }
  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    heard += message
  }
}

private struct Absentee: DeterministicActor {
  typealias Message = Int
  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

private typealias System = ActorSystem<Int, NoHistory>

@Suite struct `A report of little` {
  private func description(
    _ name: String = "talk", _ make: @escaping @Sendable () -> System
  ) -> ModelDescription {
    ModelDescription(name, "talkers", source: "folklore") { (_) throws(ArgumentError) in make() }
  }

  private func run(
    _ line: String, listener: ActorID = 1, count: Int = 2,
    _ change: @escaping @Sendable (inout System) -> Void = { _ in }
  ) -> Run {
    Run(
      line,
      over: [
        description {
          var system = System()
          for _ in 0..<count { system.add(Talker(listener: listener)) }
          system.properties = [.always("little is heard", every: Talker.self) { $0.heard < 9 }]
          change(&system)
          return system
        }
      ])
  }

  @Test func `warns in every format, and says that nothing was decided if nothing was asked`() {
    for command in ["check-bfs", "check-dfs", "simulate --seed 1 --runs 5", "check-bfs --quiet"] {
      let text = run(command) { $0.properties = [] }
      #expect(text.status == .undecided)
      #expect(text.output.contains("warning: no property is claimed, so nothing was judged\n"))
    }
    let json = run("check-bfs --format json") { $0.properties = [] }
    #expect(
      json.output.contains(
        "\"warnings\": [\n    \"no property is claimed, so nothing was judged\"\n  ]"))
    let junit = run("check-bfs --format junit") { $0.properties = [] }
    #expect(junit.output.contains("tests=\"1\" failures=\"0\" errors=\"1\""))
    #expect(junit.output.contains("<error message=\"no property is claimed\""))
    #expect(
      junit.output.contains(
        "<system-out>warning: no property is claimed, so nothing was judged\n</system-out>"))
    let audit = run("audit") { $0.properties = [] }
    #expect(audit.status == .undecided)
    #expect(audit.output.contains("warning: no property is claimed"))
  }

  @Test(arguments: ["check-bfs", "check-dfs", "simulate --seed 1 --runs 5 --threads 2", "audit"])
  func `tells of a message to nobody, and of claims about nobody`(command: String) {
    let stray = run(command, listener: 7)
    #expect(
      stray.output.contains(
        "warning: a message is sent to nobody, since there is no such actor: 0 → 7: 1\n"))
    let absent = run(command) {
      $0.properties.append(.always("all are present", every: Absentee.self) { _ in false })
      $0.boundary = .every(Absentee.self) { _ in false }
    }
    #expect(
      absent.output.contains(
        "warning: 'all are present' says nothing: no actor is of type Absentee\n"
          + "warning: the boundary keeps nothing out: no actor is of type Absentee\n"))
    let joint = run(command) {
      $0.properties += [
        .always("none is absent", actors: Absentee.self) { _ in true },
        .atEnd(
          "all are there",
          everyActor: { actors in
            actors.members(of: Talker.self).count == 2 && actors.members(of: Absentee.self).isEmpty
          }),
        .always(
          "talkers hear",
          everyActor: { actors in
            actors.actors(of: Talker.self).allSatisfy { $0.heard >= 0 }
          }),
      ]
    }
    #expect(
      joint.output.contains(
        "warning: 'none is absent' says nothing: no actor is of type Absentee\n"
          + "warning: 'all are there' says nothing: no actor is of type Absentee\n"))
    #expect(!joint.output.contains("warning: 'talkers hear'"))
    let empty = run(command, count: 0)
    #expect(empty.output.contains("warning: the model has no actor, so nothing can happen\n"))
    let sound = run(command)
    #expect(!sound.output.contains("warning"))
    #expect(sound.status != .unexpected)
  }

  @Test func `tells that a scenario or a boundary lets nothing happen`() {
    let scenario = run("check-bfs --scenario silence") {
      $0.scenarios = [Scenario("silence", "nobody hears", actions: { _ in false })]
    }
    #expect(
      scenario.output.contains("warning: nothing happens: the scenario cuts off every step\n"))
    #expect(scenario.output.contains("holds within scenario silence "))
    let boundary = run("check-bfs") { $0.boundary = .states { $0.network.envelopes.count == 2 } }
    #expect(
      boundary.output.contains("warning: nothing happens: the boundary cuts off every step\n"))
    #expect(boundary.output.contains("holds within the boundary "))
    let nowhere = run("check-bfs") { $0.boundary = .states { _ in false } }
    #expect(nowhere.status == .undecided)
    #expect(nowhere.output.contains("UNDECIDED: no state was looked at"))
  }

  @Test func `names the scenario and the boundary if both cut`() {
    func cut(_ line: String) -> String {
      run(line) {
        $0.scenarios = [
          Scenario("one", "only actor 0 hears") { action in
            if case .deliver(let envelope) = action { envelope.destination == 0 } else { false }
          }
        ]
        $0.properties += [
          .sometimes("a lot is heard") { $0.actors(of: Talker.self).contains { $0.heard > 5 } }
        ]
        $0.boundary = .every(Talker.self) { $0.heard < 1 }
      }.output
    }
    let output = cut("check-bfs --scenario one --format json")
    #expect(output.contains("\"qualifier\": \"within scenario one\""))
    #expect(output.contains("\"reason\": \"unreachable within scenario one\""))
    let other = run("check-bfs --scenario one --format json", listener: 0) {
      $0.scenarios = [
        Scenario("one", "only actor 0 hears") { action in
          if case .deliver(let envelope) = action { envelope.source == 0 } else { false }
        }
      ]
      $0.properties += [
        .sometimes("a lot is heard") { $0.actors(of: Talker.self).contains { $0.heard > 5 } }
      ]
      $0.boundary = .every(Talker.self) { $0.heard < 1 }
    }.output
    #expect(other.contains("\"qualifier\": \"within scenario one and the boundary\""))
    #expect(other.contains("\"reason\": \"unreachable within scenario one and the boundary\""))
    #expect(
      run("check-bfs --format json", listener: 0) {
        $0.boundary = .every(Talker.self) { $0.heard < 1 }
      }
      .output.contains("\"qualifier\": \"within the boundary\""))
  }

  private static let names: [(names: [String], message: String)] = [
    (["talk", "talk"], "there is more than one model 'talk'"),
    ([""], "the name of a model, '', is empty"), (["-talk"], "begins like an option"),
    (["a/b"], "contains '/'"), (["a b"], "contains ' '"), (["a\nb"], "contains \\n"),
    (["a\u{7}"], "contains \\u{07}"), (["a=b"], "contains '='"), ([".."], "begins with a dot"),
  ]

  @Test func `is none of models that have no names of their own`() {
    for (names, message) in Self.names {
      for line in ["models", "check-bfs", "audit", "completions bash"] {
        let run = Run(line, over: names.map { name in description(name) { System() } })
        #expect(run.status == .software)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
      }
    }
  }

  private func declared(
    _ parameters: [Parameter] = [], _ mutations: [Mutation] = [], _ line: String = "check-bfs"
  ) -> Run {
    Run(
      line,
      over: [
        ModelDescription(
          "talk", "talkers", source: "folklore", parameters: parameters, mutations: mutations
        ) { (_) throws(ArgumentError) in System() }
      ])
  }

  @Test func `is none of parameters, mutations and properties that have no names of their own`() {
    let twice = declared([.flag("fast", ""), .integer("fast", 1...2, default: 1, "")])
    #expect(twice.status == .software)
    #expect(twice.errors.contains("talk: two have the same name: there is more than one parameter"))
    #expect(declared([.flag("", "")]).errors.contains("the name of a parameter, '', is empty"))
    let clash = declared([.flag("mutation", "")], [Mutation("a", "", caughtBy: nil)])
    #expect(clash.errors.contains("more than one parameter 'mutation'"))
    for (names, message) in [
      (["a", "a"], "more than one mutation 'a' at the same place"), (["none"], "'none'"),
      (["a b"], "the name of a mutation, 'a b', contains ' '"),
    ] {
      let run = declared([], names.map { Mutation($0, "", caughtBy: nil) }, "audit")
      #expect(run.status == .software)
      #expect(run.errors.contains(message), "\(run.errors)")
    }
    let places = declared(
      [.flag("fast", "")],
      [Mutation("a", "", caughtBy: nil), Mutation("a", "", caughtBy: nil, at: ["fast=true"])])
    #expect(places.status == .undecided)
    for line in ["check-bfs", "simulate --seed 1"] {
      let run = run(line) {
        $0.properties = [
          .always("p", every: Talker.self) { _ in true }, .sometimes("p") { _ in true },
        ]
      }
      #expect(run.status == .software)
      #expect(
        run.errors.contains("two have the same name: there is more than one property 'p'"))
    }
  }
}
