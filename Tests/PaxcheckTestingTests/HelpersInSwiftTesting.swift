import Foundation
import PaxcheckKit
import PaxcheckTesting
import Synchronization
import Testing

@Suite struct `The helpers, in Swift Testing,` {
  private let name = ModelReference("traffic-lights", [.init(name: "linked", value: "false")])

  @Test func `replay one trace, or a folder of them`() {
    #expect(replayTraces("Recorded/north-is-green.trace", on: TrafficLights(), named: name) == 1)
    #expect(replayTraces("Recorded", from: TrafficLights.catalogue) == 3)
    #expect(replayTraces("Recorded/linked", on: TrafficLights(linked: true)) == 1)
  }

  @Test func `accept a model that is as claimed`() {
    let outcome = expectAsClaimed(TrafficLights(linked: true))
    #expect(outcome?.statistics.uniqueStates == 3)
  }

  @Test func `compare what is found with what was recorded`() throws {
    let report = try TrafficLights.catalogue.model(named: "traffic-lights").instance().check()
    expectRecorded(report, in: "Recorded")
    expectRecorded(report.properties.compactMap(\.trace), in: "Recorded")
  }

  @Test func `miss what was recorded and is not found any more`() throws {
    let report = try TrafficLights.catalogue.model(named: "traffic-lights").instance(["linked=true"]
    )
    .check()
    let missing = issues { expectRecorded(report, in: "Recorded") }
    #expect(
      missing.contains {
        $0.text.hasSuffix(
          "no-two-are-green.trace: the checker finds no such trace any more: 'no two are green' is "
            + "holds; remove the file if that is right")
      })
    #expect(issues { expectRecorded([], in: "Recorded") }.count == 1)
  }

  @Test func `show the counterexample, at the line that asks for it`() {
    let line = #line + 2
    let issues = issues {
      expectAsClaimed(TrafficLights(), named: ModelReference("traffic-lights"))
    }
    #expect(
      issues.map(\.text) == [
        """
        'no two are green' is violated:
        paxcheck-trace 1
        model: traffic-lights
        property: always no two are green
         1. switch north
         2. switch east

        """
      ])
    #expect(issues.first?.line == line)
  }

  @Test func `accept no search that stopped early`() {
    let search = ExhaustiveSearch(limits: SearchLimits(depth: 1))
    let issues = issues { expectAsClaimed(TrafficLights(linked: true), by: search) }
    #expect(
      issues.first?.text
        == "'no two are green' is undecided: depth limit of 1; a search that stops early shows nothing"
    )
  }

  @Test func `accept no empty folder`() throws {
    try withFolder { folder in
      let issues = issues { replayTraces(folder, on: TrafficLights()) }
      #expect(issues.map(\.text) == ["there is no trace at \(folder)"])
    }
    #expect(issues { replayTraces("Recorded/misspelt.trace", on: TrafficLights()) }.count == 1)
  }

  @Test func `name the file and the line of the step that does not happen`() throws {
    let text = try recorded.replacing("switch east", with: "switch west")
    try withFile(text) { file in
      let issues = issues { replayTraces(file, on: TrafficLights()) }
      let message = try #require(issues.first?.text)
      #expect(message.hasPrefix("\(file):5: step 2: the model does not offer 'switch west'\n"))
      #expect(message.contains("it offers: switch east, switch north"))
      #expect(message.contains("isGreen[0]: false → true"))
    }
  }

  @Test func `name the line of a file that is no trace, or not in canonical form`() throws {
    func complaint(_ text: String) throws -> String? {
      try withFile(text) { file in
        issues { replayTraces(file, from: TrafficLights.catalogue) }.first?.text
          .replacing(file, with: "FILE")
      }
    }
    #expect(
      try complaint(recorded.replacing(" 2. ", with: " 3. "))
        == "FILE:5: step 2 belongs here, not step '3'; a step is missing, doubled or misnumbered")
    #expect(
      try complaint(recorded.replacing("\n", with: "\r\n")) == """
        FILE:1: the trace is not in canonical form
          canonical: 'paxcheck-trace 1'
          found:     'paxcheck-trace 1\\r'
        """)
    #expect(
      try complaint(recorded.replacing("model: traffic-lights", with: "model: traffic-light"))
        == """
        FILE:2: unknown model 'traffic-light' (did you mean 'traffic-lights'?); \
        the models are: traffic-lights
        """)
    #expect(try complaint(recorded)?.isEmpty == nil)
  }

  @Test func `say what changed since the recording, and record again when they are told to`() throws
  {
    let trace = try Trace(parsing: recorded)
    try withFolder { folder in
      let missing = issues { expectRecorded([trace], in: folder) }
      #expect(missing.first?.text.contains("there is no such trace; the checker finds:") == true)

      try Data(recorded.replacing("east", with: "west").utf8).write(
        to: URL(filePath: "\(folder)/no-two-are-green.trace"))
      let other = issues { expectRecorded([trace], in: folder) }
      #expect(
        other.first?.text == """
          \(folder)/no-two-are-green.trace:5: the checker finds another trace than the one recorded
            recorded: ' 2. switch west'
            found:    ' 2. switch east'
            Record it again with PAXCHECK_RECORD=1, and only if you understand what caused the change.
          """)

      expectRecorded([trace], in: folder, isRecording: true)
      expectRecorded([trace], in: folder)
      expectRecorded([trace], in: folder, prefix: "deeper/mutant-", isRecording: true)
      #expect(replayTraces(folder, on: TrafficLights()) == 2)
    }
  }

  private var recorded: String {
    get throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
      return try String(
        contentsOf: folder.appending(path: "Recorded/no-two-are-green.trace"), encoding: .utf8)
    }
  }
}

/// The failures that `body` reports, instead of reporting them.
private func issues(_ body: () -> Void) -> [(text: String, line: Int?)] {
  let found = Mutex<[(text: String, line: Int?)]>([])
  withKnownIssue(isIntermittent: true) {
    body()
  } matching: { issue in
    let text = issue.comments.first?.rawValue ?? ""
    found.withLock { $0.append((text, issue.sourceLocation?.line)) }
    return true
  }
  return found.withLock { $0 }
}

/// A folder that is there as long as `body` runs.
private func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path(percentEncoded: false))
}

/// A file with a text.
private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  try withFolder { folder in
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/a.trace"))
    return try body("\(folder)/a.trace")
  }
}
