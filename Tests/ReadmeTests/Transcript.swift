import Foundation
import PaxcheckTesting
import Testing

/// A behaviour of a protocol to be read like a story: an explorer's session with remarks between its steps.
///
///     # Client 3 asks server 0 to write A.
///     $ paxcheck explore single-decree-paxos
///     > take deliver 3 → 0: put(3, A)
///      1. deliver 3 → 0: put(3, A) (there from the start)
///
/// A line that begins with `$` names the model, one that begins with `>` is a command, one that begins with `#`
/// a remark. What follows a command is what the explorer prints, without the list of the steps that are
/// possible next.
struct Transcript: Sendable, CustomTestStringConvertible {
  let file: URL
  let text: String

  /// Those beside the recorded traces, in the order of their names.
  static let all: [Transcript] = {
    let folder = Document.folder.appending(path: "Traces").resolvingSymlinksInPath()
    let names = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".transcript") }.sorted().compactMap { name in
      let file = folder.appending(path: name)
      return (try? String(contentsOf: file, encoding: .utf8)).map {
        Transcript(file: file, text: $0)
      }
    }
  }()

  var testDescription: String { file.lastPathComponent }

  private var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The model and its parameters.
  var model: [String] {
    let title = lines.first { $0.hasPrefix("$ paxcheck explore ") } ?? ""
    return title.split(separator: " ").dropFirst(3).map(String.init)
  }

  /// The explorer's commands.
  var commands: [String] { lines.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) } }

  /// The transcript with what an explorer prints after each command.
  func answered(by output: String) -> String {
    var answers: [[String]] = []
    for line in output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("> ") {
        answers.append([])
      } else if !line.isEmpty, !answers.isEmpty {
        answers[answers.count - 1].append(line)
      }
    }
    answers.reverse()
    return lines.flatMap { line -> [String] in
      guard line.hasPrefix("> ") else {
        return line.isEmpty || line.hasPrefix("# ") || line.hasPrefix("$ ") ? [line] : []
      }
      let answer = answers.popLast() ?? ["(not reached)"]
      return [line] + (line == "> steps" ? answer : answer.filter { !Self.isOffered($0) })
    }.joined(separator: "\n")
  }

  /// Whether a line lists a step that is possible next.
  private static func isOffered(_ line: String) -> Bool {
    line.wholeMatch(of: #/ {1,2}[0-9]+  [^ ].*/#) != nil
  }
}

@Suite struct `The transcripts` {
  @Test func `are there`() {
    #expect(Transcript.all.count >= 2)
  }

  /// Set `PAXCHECK_RECORD=1` to put today's output in. Read the difference before you commit it.
  @Test(arguments: Transcript.all)
  func `are what the explorer says today`(transcript: Transcript) throws {
    let script = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: script) }
    try transcript.commands.joined(separator: "\n").write(
      to: script, atomically: true, encoding: .utf8)
    let output = Buffer.output(of: ["explore"] + transcript.model + ["--script", script.path()])
    let text = transcript.answered(by: output)
    expectRecorded(text, in: transcript.file.path())
  }

  /// A story without remarks is a list of steps; one that is linked from nowhere is not read.
  @Test(arguments: Transcript.all)
  func `tell a story, and an article refers to it`(transcript: Transcript) {
    #expect(transcript.text.split(separator: "\n").count { $0.hasPrefix("# ") } >= 3)
    let folder = transcript.file.deletingLastPathComponent().lastPathComponent
    let link = "Traces/\(folder)/\(transcript.file.lastPathComponent)"
    #expect(Document.article("ReadingCounterexamples").text.contains(link), "\(link)")
  }
}
