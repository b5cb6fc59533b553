import PaxcheckActors
import PaxcheckCatalogue
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import Testing

@Suite struct `An audit of mutants that inherit promises` {
  private static let late = Mutation("heeds-late-news", "", caughtBy: "nothing after the end")

  private func audit(_ mutation: Mutation) throws -> AuditReport {
    try ModelDescription("reader", "", source: "", mutations: [mutation]) { arguments in
      var system = ActorSystem<Int, NoHistory>()
      system.discardsDeadMessages = true
      system.add(Reader(isMutant: arguments.choice("mutation") != "none"))
      system.add(Sender())
      system.properties = [.always("nothing after the end", every: Reader.self) { $0.late == 0 }]
      return system
    }.audit()
  }

  @Test func `catches what was lost with the messages that are ignored no more`() throws {
    let audit = try audit(Self.late)
    let item = try #require(audit.cases.first)
    #expect(item.finding == .caught)
    let opinion = try #require(item.secondOpinion)
    #expect(opinion.unkeptPromise?.actor == "actor 0 (Reader)")
    #expect(opinion.unkeptPromise?.fault == .heeded)
    let run = AuditRun(program: "paxcheck", audit: audit, threads: 1, elapsed: .zero)
    #expect(run.text().contains("heeds-late-news is judged with all messages kept: actor 0"))
    #expect(run.text().contains("1 mutant asked again with the messages kept"))
    #expect(run.json.text.contains("\"unkeptPromise\""))
  }

  @Test func `takes no such mutant for harmless`() throws {
    let audit = try audit(Mutation("heeds-late-news", "", caughtBy: nil))
    #expect(audit.cases.map(\.finding) == [.falseAlarm])
    #expect(audit.cases[0].broken.map(\.claim.name) == ["nothing after the end"])
  }
}

/// Sends some numbers.
private struct Sender: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) { for number in 1...2 { outbox.send(number, to: 0) } }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

/// Hears one number, and is done.
private struct Reader: DeterministicActor {
  let isMutant: Bool
  var heard: Int?
  var late = 0

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if heard == nil { heard = message } else if isMutant { late += 1 }
  }

  func ignoresForever(_ message: Int, from sender: ActorID) -> Bool { heard != nil }
}
