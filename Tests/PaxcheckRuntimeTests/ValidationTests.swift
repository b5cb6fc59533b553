import BuiltInModels
import Foundation
import PaxcheckJSON
import PaxcheckKit
import PaxcheckRuntime
import PaxcheckTestSupport
import Testing

private func instance(_ words: String) throws -> ModelInstance {
  let words = words.split(separator: " ").map(String.init)
  return try ModelCatalogue.builtIn.model(named: words[0]).instance(Array(words.dropFirst()))
}

/// What a record shows, as the lines of its file.
private func validate(_ lines: [JSONValue], against model: String) throws -> RunValidation {
  let text = lines.map { $0.line + "\n" }.joined()
  return try RunRecord(parsing: text, file: "run.log").validate(against: instance(model).model)
}

private func randomRecord(_ model: String, seed: UInt64, steps: Int = 60) throws -> [JSONValue] {
  let system = try #require(instance(model).model as? any RandomlyRecorded)
  return system.randomRecord(named: model, seed: seed, steps: steps)
}

@Suite struct `A record of a run` {
  @Test(arguments: [
    "single-decree-paxos crashes=1 retries=2", "single-decree-paxos clients=3 facts=true",
    "abd-register servers=3 crashes=1 resends=3 puts=2", "abd-register gets=3",
    "multi-paxos rounds=2 window=2 clients=1 crashes=1 commits=true conflicts=true retries=1",
    "single-copy-register servers=2", "ping-pong",
  ])
  func `is valid if it is a behaviour of the model`(model: String) throws {
    for network in NetworkKind.Delivery.allCases.map(\.rawValue) {
      for lossy in ["true", "false"] {
        let model = "\(model) network=\(network) lossy=\(lossy)"
        for seed in Effort.sample([1, 2, 3, 4, 5] as [UInt64]) {
          let lines = try randomRecord(model, seed: seed)
          let result = try validate(lines, against: model)
          #expect(result.mismatch == nil, "\(model), seed \(seed)")
          #expect(result.steps == lines.count - 1)
        }
      }
    }
  }

  @Test func `is valid with unsynced writes, timers and choices`() throws {
    let models =
      ["durable-counter mutation=confirms-before-sync", "alarm-clocks", "coin-tosses"]
      + UnsyncedWrites.allCases.flatMap { kept in
        ["logs-last", "leaves-log-unsynced"].map {
          "undo-log unsynced=\(kept.rawValue) mutation=\($0)"
        }
      }
    for model in models {
      for seed in Effort.seeds(20) {
        #expect(try validate(randomRecord(model, seed: seed), against: model).mismatch == nil)
      }
    }
  }

  /// A change to one line, whatever it is, leaves nothing that the model does.
  @Test func `is not valid once a line was changed`() throws {
    let model = "abd-register servers=3 crashes=1"
    var refused = 0
    for seed in Effort.seeds(40) {
      var chance = SeededGenerator(seed: seed)
      var lines = try randomRecord(model, seed: seed)
      let victim = 1 + chance.below(lines.count - 1)
      guard case .object(var line) = lines[victim] else { continue }
      let key = ["sent", "changes", "recorded"][chance.below(3)]
      guard case .array(var texts)? = line[key] else { continue }
      if texts.isEmpty || chance.below(2) == 0 {
        texts.append("made up")
      } else {
        texts.remove(at: chance.below(texts.count))
      }
      line[key] = .array(texts)
      lines[victim] = .object(line)
      let mismatch = try #require(try validate(lines, against: model).mismatch)
      #expect(mismatch.entry.place == "run.log:\(victim + 1)")
      #expect(
        mismatch.differences.contains { $0.contains("made up") || $0.contains("in the model") })
      refused += 1
    }
    #expect(refused > Effort.share(of: 30))
  }

  @Test(arguments: [
    ("a message that nobody sent", "abd-register clients=1", "was not sent by actor 2"),
    ("a message from outside", "abd-register clients=1", "comes from outside of the model"),
    (
      "a message twice", "single-copy-register clients=1", "was sent once and delivered once before"
    ),
    ("an unknown timer", "abd-register clients=1", "the model does not offer this step"),
  ])
  func `names what the model does not allow`(
    what: String, model: String, reason: String
  ) throws {
    var lines = try randomRecord(model, seed: 1, steps: 100)
    let count = lines.count
    let last = try #require(
      lines.last {
        $0.event.hasPrefix("deliver 1 → 0: put") || $0.event.hasPrefix("deliver 2 → 0: put")
      })
    let text =
      switch what {
      case "a message that nobody sent": "deliver 2 → 0: put(77, Q)"
      case "a message from outside": "deliver 7 → 0: get(1)"
      case "a message twice": last.event
      default: "timeout 0: resend"
      }
    lines.append(last.replacing(event: text, step: lines.count { $0.actor == 0 } + 1))
    let mismatch = try #require(try validate(lines, against: model).mismatch)
    #expect(mismatch.reason.contains(reason))
    #expect(mismatch.entry.line == count + 1)
  }

  @Test func `shows crashes, losses and duplicates that the model excludes`() throws {
    let paxos = "single-decree-paxos clients=2"
    func firstMismatch(_ generous: String, _ strict: String) throws -> RunMismatch? {
      for seed in 1...200 as ClosedRange<UInt64> {
        let lines = try randomRecord("\(paxos) \(generous)", seed: seed, steps: 40)
        if let mismatch = try validate(lines, against: "\(paxos) \(strict)").mismatch {
          return mismatch
        }
      }
      return nil
    }
    #expect(try firstMismatch("crashes=1", "")?.reason.contains("crashes=1 allows it") == true)
    #expect(
      try firstMismatch("network=unordered-duplicating", "")?.reason
        .contains("network=unordered-duplicating would allow it") == true)
    #expect(
      try firstMismatch("network=ordered lossy=true", "network=ordered")?.reason
        .contains("comes first; it would have to be lossy") == true)
    // A loss on an unordered network is a message that is still on its way.
    #expect(try firstMismatch("lossy=true", "") == nil)
  }

  @Test(arguments: ["forgets-promise", "own-value-wins", "loses-vote-in-crash", "half-is-enough"])
  func `of a mutant is none of the protocol's, and valid for the mutant`(mutation: String) throws {
    let model = "single-decree-paxos clients=2 crashes=1 retries=1"
    var refused = 0
    for seed in Effort.seeds(50) {
      let lines = try randomRecord("\(model) mutation=\(mutation)", seed: seed)
      #expect(try validate(lines, against: "\(model) mutation=\(mutation)").mismatch == nil)
      if try validate(lines, against: model).mismatch != nil { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test(arguments: [
    ("", ":1: this is no record of a run"), ("{}\n", ":1: this is no record of a run"),
    (
      #"{"format":"paxcheck-run/2","model":"m"}"# + "\n",
      ":1: this is version 2 of the format; this program reads version 1"
    ),
    ("HEADER\n{}\n", ":2: this is no step of a run"),
    ("HEADER\nSTEP\nSTEP\n", ":3: this step of actor 0 is recorded twice"),
    ("HEADER\nNEXT\n", ":2: before this step of actor 0 others are missing"),
  ])
  func `that is malformed is refused`(text: String, message: String) throws {
    let step =
      #"{"actor":0,"event":"start 0","incarnation":1,"step":1,"time":5}"#
    let text = text.replacing("HEADER", with: #"{"format":"paxcheck-run/1","model":"m"}"#)
      .replacing("STEP", with: step).replacing(
        "NEXT", with: step.replacing(#""step":1"#, with: #""step":2"#))
    let error = #expect(throws: RuntimeError.self) {
      _ = try RunRecord(parsing: text, file: "run.log")
        .validate(against: instance("abd-register").model)
    }
    #expect(error?.description.hasPrefix("run.log\(message)") == true)
  }

  @Test func `is read up to a line that is torn, and tells where that is`() throws {
    let lines = try randomRecord("ping-pong", seed: 1).map { $0.line + "\n" }
    var record = try RunRecord(parsing: lines.joined(), file: "a.log")
    #expect(record.tornLines.isEmpty)
    let torn = (lines + lines.suffix(1)).joined().dropLast(2)
    try record.add(RunRecord(parsing: String(torn), file: "b.log"), file: "b.log")
    #expect(record.tornLines == ["b.log:\(lines.count + 1)"])
    #expect(record.entries.count == 2 * (lines.count - 1))
  }

  @Test func `is no behaviour without a step, nor the opposite`() throws {
    let lines = try randomRecord("ping-pong", seed: 1)
    #expect(try validate(lines, against: "ping-pong").isBehaviour == true)
    #expect(try validate(Array(lines.prefix(1)), against: "ping-pong").isBehaviour == nil)
    #expect(try validate(lines, against: "single-copy-register").isBehaviour == false)
  }

  @Test func `that lacks steps of several actors is refused for the first one`() throws {
    for count in 2...12 {
      let steps: [JSONValue] = (0..<count).reversed().map { actor in
        [
          "actor": .integer(actor), "event": "start", "incarnation": 1, "step": 2, "time": 5,
        ]
      }
      let error = #expect(throws: RuntimeError.self) {
        try validate([["format": "paxcheck-run/1", "model": "m"]] + steps, against: "abd-register")
      }
      #expect(error?.description.contains("actor 0") == true)
    }
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  fileprivate var event: String { if case .string(let text)? = self["event"] { text } else { "" } }

  fileprivate var actor: Int? {
    if case .integer(let actor)? = self["actor"] { actor } else { nil }
  }

  fileprivate func replacing(event: String, step: Int) -> JSONValue {
    guard case .object(var members) = self else { return self }
    members["event"] = .string(event)
    members["step"] = .integer(step)
    return .object(members)
  }
}

/// What becomes in a run of what is asked for.
@Suite struct `A record of requests` {
  private func outcomes(_ model: String, seed: UInt64, steps: Int) throws -> [RunProgress.Outcome] {
    let result = try validate(randomRecord(model, seed: seed, steps: steps), against: model)
    #expect(result.mismatch == nil)
    return result.progress.map(\.outcome)
  }

  @Test func `has their answers, or breaks off before`() throws {
    let model = "abd-register clients=2 fairness=deliveries"
    for seed in Effort.seeds(20) {
      #expect(try outcomes(model, seed: seed, steps: 1_000) == [.answered, .answered])
      #expect(try outcomes(model, seed: seed, steps: 2) == [.open, .open])
    }
  }

  @Test func `never has answers that have become impossible`() throws {
    let model = "abd-register servers=3 clients=1 fairness=deliveries mutation=confirms-news-only"
    let all = try (UInt64(0)..<40).flatMap { try outcomes(model, seed: $0, steps: 1_000) }
    #expect(all.contains(.violated) && !all.contains(.open) && !all.contains(.neverAsked))
  }

  @Test func `is judged at its last state, on any network, with crashes`() throws {
    for network in NetworkKind.Delivery.allCases.map(\.rawValue) {
      let model =
        "abd-register clients=1 crashes=1 lossy=true network=\(network) fairness=deliveries"
      for seed in UInt64(0)..<3 {
        #expect(try outcomes(model, seed: seed, steps: 60).count == 1)
      }
    }
  }

  @Test func `asks for nothing where the model does not`() throws {
    #expect(try outcomes("abd-register", seed: 1, steps: 60).isEmpty)
    #expect(
      try outcomes("abd-register clients=0 gets=0 fairness=none", seed: 1, steps: 60).isEmpty)
  }
}
