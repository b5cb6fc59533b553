import BuiltInModels
import Foundation
import PaxcheckExplanation
import PaxcheckJSON
import PaxcheckKit
import PaxcheckReport
import PaxcheckTestSupport
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
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Recorded/\(name.replacing("/", with: "-")).\(format)")
    if ProcessInfo.processInfo.environment["PAXCHECK_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == (try? String(contentsOf: file, encoding: .utf8)), "see \(file.path())")
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
