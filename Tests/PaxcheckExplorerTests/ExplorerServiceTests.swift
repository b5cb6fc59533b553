import BuiltInModels
import Foundation
import PaxcheckExplorer
import PaxcheckKit
import Synchronization
import Testing

@Suite struct `The explorer in the browser` {
  @Test func `tells where a path leads and what can happen there`() throws {
    let explorer = try Explorer("single-copy-register")
    let start = try explorer.json("/api/state")
    let offers = try #require(start["offers"] as? [[String: Any]]).map { $0["text"] as? String }
    #expect(offers == ["deliver 1 → 0: put(1, A)", "deliver 2 → 0: put(2, B)"])
    #expect((start["path"] as? [String])?.isEmpty == true)
    let first = try #require(offers.first ?? nil)
    let next = try explorer.json(Explorer.target("/api/state", [first]))
    #expect(next["path"] as? [String] == [first])
    let step = try #require(next["step"] as? [String: Any])
    #expect((step["sent"] as? [[String: Any]])?.first?["message"] as? String == "putOk(1)")
    #expect((next["svg"] as? String)?.hasPrefix("<svg ") == true)
  }

  @Test func `clicks through to a counterexample, and saves what replays`() throws {
    let explorer = try Explorer("single-copy-register", ["mutation=forgets-when-read"])
    explorer.service.background.run()
    let check = try explorer.json("/api/check")
    #expect(check["isDone"] as? Bool == true)
    let properties = try #require(check["properties"] as? [[String: Any]])
    let broken = try #require(properties.first { $0["isAsExpected"] as? Bool == false })
    #expect(broken["name"] as? String == "linearizable")
    let steps = try #require(broken["steps"] as? [String])
    var taken: [String] = []
    for step in steps {
      let place = try explorer.json(Explorer.target("/api/state", taken))
      let offers = try #require(place["offers"] as? [[String: Any]])
      #expect(offers.contains { $0["text"] as? String == step })
      taken.append(step)
    }
    let end = try explorer.json(Explorer.target("/api/state", taken))
    let verdicts = try #require(end["properties"] as? [[String: Any]])
    #expect(verdicts.first { $0["name"] as? String == "linearizable" }?["isTrue"] as? Bool == false)
    let text = explorer.ask(Explorer.target("/api/trace", taken)).body
    #expect(throws: Never.self) { try ModelCatalogue.builtIn.replay(Trace(parsing: text)) }
  }

  @Test func `searches from where it is, and admits when it gives up`() throws {
    let broken = try Explorer("single-copy-register", ["mutation=forgets-when-read"])
    let found = try broken.json("/api/search?property=linearizable")
    #expect(found["answer"] as? String == "found")
    #expect((found["steps"] as? [String])?.count == 7)
    let sound = try Explorer("single-copy-register")
    #expect(try sound.json("/api/search?property=linearizable")["answer"] as? String == "none")
    let hasty = try Explorer("single-copy-register", limit: 5)
    let answer = try hasty.json("/api/search?property=linearizable")
    #expect(answer["answer"] as? String == "undecided")
    #expect(answer["reason"] as? String == "state limit of 5")
  }

  @Test func `begins in the initial state that is asked for`() throws {
    let explorer = try Explorer("ewd840")
    let count = try #require(explorer.json("/api/model")["initialStates"] as? Int)
    try #require(count > 1)
    #expect(try explorer.json("/api/state?start=1")["start"] as? Int == 1)
    #expect(explorer.ask("/api/state?start=\(count)").status == 422)
  }

  @Test func `tells what the last step changed in tables, one for each actor`() throws {
    let explorer = try Explorer("single-copy-register")
    let place = try explorer.json(
      Explorer.target("/api/state", ["deliver 1 → 0: put(1, A)", "deliver 0 → 1: putOk(1)"]))
    let here = try #require(place["here"] as? [String: Any])
    let tables = try #require(here["tables"] as? [[String: Any]])
    #expect(
      tables.map { $0["title"] as? String } == [
        "0 SingleCopyServer", "1 RegisterClient", "2 RegisterClient", "history",
      ])
    let changed = tables.map { table in
      (table["rows"] as? [[String: Any]] ?? []).filter { $0["change"] is String }
    }
    #expect(changed[0].isEmpty && changed[2].isEmpty)
    #expect(changed[1].map { $0["name"] as? String } == ["sent", "awaited"])
    #expect(changed[1].first?["before"] as? String == "1")
    #expect(changed[3].map { $0["name"] as? String } == ["client 1, 1", "client 1, 2"])
    #expect(changed[3].map { $0["value"] as? String } == ["write A > ok", "read > ?"])
    let network = try #require(here["network"] as? [[String: Any]])
    #expect(network.filter { $0["change"] as? String == "removed" }.count == 1)
    #expect(network.filter { $0["change"] as? String == "added" }.count == 1)
  }

  @Test(arguments: Fault.allCases) func `says what is wrong with the model`(fault: Fault) throws {
    let instance = try Fault.description(fault).instance()
    let explorer = Explorer(instance) {
      fault == .elsewhere
        ? .failure(.nondeterministic(where: "in a second process, it"))
        : .success(fault == .hazard ? ["it has a class"] : [])
    }
    explorer.service.background.run()
    let check = try explorer.json("/api/check")
    #expect(check["isDone"] as? Bool == true)
    let failure = check["failure"] as? String
    let warnings = try #require(check["warnings"] as? [String])
    let property = try #require((check["properties"] as? [[String: Any]])?.first)
    switch fault {
    case .none: #expect(failure == nil && warnings.isEmpty && property["violation"] is NSNull)
    case .counts:
      #expect(failure?.hasPrefix("the model is not deterministic: actor 1, asked to ") == true)
    case .elsewhere:
      #expect(failure?.hasPrefix("the model is not deterministic: in a second process") == true)
    case .hazard: #expect(failure == nil && warnings == ["it has a class"])
    case .promise: #expect(failure?.contains("for ever") == true, "\(failure ?? "nothing")")
    case .vacuous: #expect(warnings.first?.contains("no actor is of type Stranger") == true)
    }
  }

  /// What can be wrong with a model, as opposed to its protocol.
  enum Fault: CaseIterable, Sendable {
    case none, counts, elsewhere, hazard, promise, vacuous

    static func description(_ fault: Fault) -> ModelDescription {
      ModelDescription("faulty", "one that tells another", source: "folklore") {
        (_) throws(ArgumentError) in
        var system = ActorSystem<Int, NoHistory>()
        system.discardsDeadMessages = true
        system.add(Teller())
        system.add(Teller(fault: fault))
        system.properties = [.always("little is heard", every: Teller.self) { $0.heard < 100 }]
        if fault == .vacuous {
          system.properties.append(.always("strange", every: Stranger.self) { _ in false })
        }
        return system
      }
    }
  }

  private struct Teller: DeterministicActor {
    private static let calls = Atomic(0)

    var fault = Fault.none
    var heard = 0

    func start(_ outbox: inout Outbox<Self>) {
      guard outbox.id == 0 else { return }
      for number in 1...3 { outbox.send(number, to: 1) }
    }

    mutating func receive(_ number: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
      heard += fault == .counts ? Self.calls.add(1, ordering: .relaxed).newValue % 90 : 1
    }

    func ignoresForever(_ number: Int, from sender: ActorID) -> Bool {
      fault == .promise && heard == 1 && number == 3
    }
  }

  private struct Stranger: DeterministicActor {
    func receive(_ number: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
  }

  @Test func `goes round in a circle, and saves what replays`() throws {
    let lamp = try Lamp.description.instance()
    let explorer = Explorer(lamp)
    explorer.service.background.run()
    let checked = try #require(explorer.json("/api/check")["properties"] as? [[String: Any]])
    let steps = try #require(checked.first?["steps"] as? [String])
    #expect(steps == ["on", "off"])
    #expect(checked.first?["loopStart"] as? Int == 0)
    let found = try explorer.json(
      Explorer.target("/api/search", ["on"], "property=it%20breaks"))
    #expect(found["steps"] as? [String] == ["off", "on"])
    #expect(found["loopStart"] as? Int == 0)

    let end = try explorer.json(Explorer.target("/api/state", ["on", "off", "on"], "loop=1"))
    #expect(end["loopStart"] as? Int == 1)
    #expect(end["decides"] as? String == "it breaks")
    let text = explorer.ask(Explorer.target("/api/trace", ["on", "off", "on"], "loop=1")).body
    let trace = try Trace(parsing: text)
    #expect(trace.loopStart == 1 && trace.expectation == .eventually)
    #expect(throws: Never.self) { try lamp.replay(trace) }
    for (loop, status) in [("0", 422), ("3", 422), ("-1", 400), ("x", 400), ("1&loop=1", 400)] {
      let target = Explorer.target("/api/state", ["on", "off", "on"], "loop=\(loop)")
      #expect(explorer.ask(target).status == status, "\(loop)")
    }
    #expect(explorer.ask("/api/state?loop=0").status == 422)
    #expect(try explorer.json("/api/state?step=on")["decides"] is NSNull)
  }

  /// A lamp that is switched on and off, for ever.
  private struct Lamp: Model {
    var initialStates: [Bool] { [false] }
    func actions(in state: Bool) -> [String] { [state ? "off" : "on"] }
    func successor(of state: Bool, after action: String) -> Bool? { action == "on" }
    var properties: [Property<Self>] { [.eventually("it breaks") { _ in false }] }

    static let description = ModelDescription("lamp", "a lamp", source: "folklore") {
      (_) throws(ArgumentError) in Lamp()
    }
  }

  @Test(arguments: [
    ("/api/model", "ewd840"), ("/api/state?start=1", "ewd840"), ("/api/check", "ping-pong"),
    ("/api/search?property=linearizable", "single-copy-register"),
    ("/api/search?property=can%20reach%20max", "ping-pong"),
    ("/api/search?property=value%20chosen", "single-decree-paxos"),
  ]) func `answers with keys that an article explains`(target: String, model: String) throws {
    let article = URL(filePath: #filePath)
      .appending(path: "../../../Sources/PaxcheckKit/PaxcheckKit.docc/Formats.md").standardized
    let path = target.prefix { $0 != "?" }
    let rows = try String(contentsOf: article, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("| `\(path)") }
    let row = try #require(rows.first)
    let explorer = try Explorer(model, limit: model == "single-decree-paxos" ? 5 : 10_000)
    var answer = try explorer.json(target)
    // Every answer has it, as the text above the table says.
    #expect(answer.removeValue(forKey: "version") as? Int == 1)
    let parts = answer.values.compactMap { ($0 as? [[String: Any]])?.first }
    for key in ([answer] + parts).flatMap(\.keys) {
      #expect(row.contains("`\(key)`"), "\(path) answers with '\(key)'")
    }
  }

  @Test func `says on every page that nothing may be loaded from elsewhere`() throws {
    let headers = Dictionary(ExplorerResponse.headers.map { ($0.name, $0.value) }) { $1 }
    #expect(headers["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
    let explorer = try Explorer("die-hard")
    for page in ["/", "/explorer.css", "/explorer.js"] {
      let answer = explorer.ask(page)
      #expect(answer.status == 200)
      #expect(!answer.body.contains("http://") && !answer.body.contains("https://"))
    }
  }
}
