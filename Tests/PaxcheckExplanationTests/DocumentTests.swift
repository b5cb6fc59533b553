import BuiltInModels
import Foundation
import PaxcheckExplanation
import PaxcheckJSON
import PaxcheckKit
import PaxcheckReport
import PaxcheckTestSupport
import PaxcheckTesting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A document about a trace` {
  private static let traces = [
    "durable-counter/confirms-before-sync-what-is-confirmed-is-not-lost",
    "alarm-clocks/rings-again-no-clock-rings-twice", "ping-pong/gives-up-reaches-max",
    "single-copy-register/forgets-when-read-linearizable",
    "towers-of-hanoi/ignores-sizes-every-disk-lies-on-a-larger-one",
  ]

  @Test(arguments: [
    (traces[0], "text"), (traces[0], "mermaid"), (traces[0], "svg"),
    (traces[1], "text"), (traces[1], "mermaid"), (traces[1], "svg"),
    (traces[2], "text"), (traces[2], "mermaid"), (traces[2], "itf"),
    (traces[3], "text"), (traces[3], "mermaid"), (traces[3], "svg"), (traces[3], "html"),
    (traces[3], "json"), (traces[3], "itf"),
    (traces[4], "text"), (traces[4], "mermaid"), (traces[4], "svg"), (traces[4], "html"),
    (traces[4], "itf"),
  ]) func `is what was recorded`(name: String, format: String) throws {
    let text = document(name, "--format", format)
    expectRecorded(text, in: "Recorded/\(name.replacing("/", with: "-")).\(format)")
  }

  @Test(arguments: traces) func `is JSON where it says so`(name: String) throws {
    for format in ["json", "itf"] {
      let data = Data(document(name, "--format", format).utf8)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
    }
  }

  @Test func `in the Informal Trace Format has every variable in every state`() throws {
    for name in Self.traces {
      let data = Data(document(name, "--format", "itf").utf8)
      let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      let names = try #require(object["vars"] as? [String])
      let states = try #require(object["states"] as? [[String: Any]])
      #expect(!states.isEmpty)
      for state in states { #expect(Set(state.keys) == Set(names + ["#meta"])) }
    }
  }

  @Test(arguments: [
    "durable-counter/forgets-to-read-what-is-confirmed-is-not-lost",
    "multi-paxos/loses-vote-in-crash-agreement",
    "paxos-message-set/forgets-promise-at-most-one-value-is-chosen",
  ])
  func `in the Informal Trace Format gives a variable one type`(name: String) throws {
    var kinds: [String: Set<String>] = [:]
    func look(at value: JSONValue, _ place: String) {
      var kind = "\(value.line.prefix(1))"
      switch value {
      case .array(let elements):
        let isTuple = place.hasSuffix("#tup") || place.hasSuffix("#map[]")
        for (index, element) in elements.enumerated() {
          look(at: element, "\(place)[\(isTuple ? "\(index)" : "")]")
        }
      case .object(let members):
        if case .string(let tag)? = members["tag"], let payload = members["value"] {
          kind = "variant"
          look(at: payload, "\(place)|\(tag)")
        } else {
          kind = "\(members.keys.sorted())"
          for (name, member) in members { look(at: member, "\(place).\(name)") }
        }
      case .string, .integer, .decimal, .bool, .null: break
      }
      kinds[place, default: []].insert(kind)
    }
    let trace = try TraceCollection.trace("\(name).trace")
    let explanation = try ModelCatalogue.builtIn.instance(of: trace.model).explain(trace)
    guard case .object(let document) = explanation.itf,
      case .array(let states)? = document["states"]
    else { return }
    for case .object(var state) in states {
      state["#meta"] = nil
      look(at: .object(state), "")
    }
    #expect(kinds.count > 10)
    #expect(kinds.filter { $0.value.count > 1 }.isEmpty)
  }

  @Test func `in the Informal Trace Format counts messages that are there twice`() throws {
    let model = ModelDescription("echo", "two equal messages", source: "folklore") {
      (_) throws(ArgumentError) in
      var system = ActorSystem<Int, NoHistory>()
      system.add(Repeater())
      system.add(Repeater(listener: 0))
      system.properties = [.always("little is heard", every: Repeater.self) { $0.heard < 2 }]
      return system
    }
    let trace = try #require(try model.instance().check()["little is heard"]?.trace)
    let document = try model.instance().explain(trace).itf.text.filter { !$0.isWhitespace }
    // The network before the first step, between both, and after them.
    for network in ["[[\"1→0:1\",{\"#bigint\":\"2\"}]]", "[[\"1→0:1\",{\"#bigint\":\"1\"}]]", "[]"]
    {
      #expect(document.contains("\"network\":{\"#map\":\(network)}"))
    }
  }

  /// Each value in the tables of a state, by the title of its table and the names of its rows, with what it
  /// was before if it was another.
  private func values(
    _ moment: JSONValue, _ value: (_ text: String?, _ before: String?, _ change: String?) -> Void,
    at place: (String) -> Void
  ) {
    guard case .object(let members) = moment, case .array(let tables)? = members["tables"] else {
      return
    }
    for case .object(let table) in tables {
      guard case .string(let title)? = table["title"], case .array(let rows)? = table["rows"] else {
        continue
      }
      var names: [String] = []
      for case .object(let row) in rows {
        guard case .integer(let depth)? = row["depth"], case .string(let name)? = row["name"] else {
          continue
        }
        names = names.prefix(depth) + [name]
        place(([title] + names).joined(separator: "."))
        value(row["value"]?.string, row["before"]?.string, row["change"]?.string)
      }
    }
  }

  @Test(arguments: traces)
  func `has tables of each state that tell what was before`(name: String) throws {
    let trace = try TraceCollection.trace("\(name).trace")
    let explanation = try ModelCatalogue.builtIn.instance(of: trace.model).explain(trace)
    guard case .object(let document) = explanation.json, let start = document["start"],
      case .array(let steps)? = document["steps"]
    else {
      Issue.record("no steps")
      return
    }
    var known: [String: String] = [:]
    var changes = 0
    for (number, moment) in ([start] + steps.compactMap(\.after)).enumerated() {
      var now: [String: String] = [:]
      var place = ""
      values(
        moment,
        { text, before, change in
          if let text { now[place] = text }
          guard number > 0 else { return #expect(change == nil) }
          if change != nil { changes += 1 }
          if let before, let old = known[place] { #expect(before == old, "\(place)") }
          if change == nil, let text, let old = known[place] { #expect(text == old, "\(place)") }
        }, at: { place = $0 })
      #expect(!now.isEmpty)
      known = now
    }
    #expect(steps.count == trace.steps.count && changes > 0)
  }

  @Test(arguments: traces) func `in text ends with the last state, or tells all of them`(
    name: String
  ) throws {
    func states(_ text: String, _ indent: String) -> Int {
      text.split(separator: "\n").count { $0 == "\(indent)network" }
    }
    let short = document(name)
    let long = document(name, "--states")
    let trace = try TraceCollection.trace("\(name).trace")
    let passesMessages = !name.hasPrefix("towers")
    #expect(short.contains("\nthe last state; "))
    #expect(states(short, "  ") == (passesMessages ? 1 : 0))
    #expect(states(short, "      ") == 0)
    #expect(states(long, "      ") == (passesMessages ? trace.steps.count : 0))
    // Nothing else is different.
    let rest = long.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var lines = short.split(separator: "\n", omittingEmptySubsequences: false)[...]
    for line in rest where line == lines.first { lines.removeFirst() }
    #expect(lines.isEmpty)
  }

  @Test func `tells what is broken from the beginning`() throws {
    let model = ModelDescription("graph", "one node", source: "folklore") {
      (_) throws(ArgumentError) in
      Graph("a", properties: [.always("nowhere") { _ in false }])
    }
    let run = CheckRun(
      program: "paxcheck", command: "check-bfs", method: "breadth-first",
      report: try model.instance().check(ExhaustiveSearch()), threads: 1, elapsed: .zero,
      peakMemoryBytes: 0, commandLine: "paxcheck check-bfs graph")
    #expect(run.text().contains("nowhere: 0 steps; the initial state breaks it\n"))
  }

  @Test func `has a verdict in a diagram of no step`() {
    let diagram = document("alarm-clocks/is-never-set-all-have-rung", "--format", "mermaid")
    #expect(diagram.contains("Note over p0,p2: "))
  }

  @Test func `is well-formed XML where it is an image`() throws {
    for name in Self.traces {
      let parser = XMLParser(data: Data(document(name, "--format", "svg").utf8))
      #expect(parser.parse(), "\(name): \(parser.parserError.map { "\($0)" } ?? "")")
    }
  }

  /// Runs `paxcheck show` on a golden trace.
  private func document(_ name: String, _ options: String...) -> String {
    let file = TraceCollection.folder.appending(path: "\(name).trace").path()
    return Transcript(["show", file] + options)
      .replacing(TraceCollection.folder.path(), with: "Traces/").text
  }
}

extension JSONValue {
  fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }

  /// The state after a step.
  fileprivate var after: JSONValue? {
    if case .object(let members) = self { members["after"] } else { nil }
  }
}

/// Says the same twice.
private struct Repeater: DeterministicActor {
  var listener: ActorID?
  var heard = 0

  func start(_ outbox: inout Outbox<Self>) {
    guard let listener else { return }
    for _ in 1...2 { outbox.send(1, to: listener) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    heard += message
  }
}
