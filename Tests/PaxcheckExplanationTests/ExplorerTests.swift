import BuiltInModels
import Foundation
import PaxcheckCommand
import PaxcheckKit
import PaxcheckTesting
import Testing

@Suite struct `The explorer in the terminal` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  /// Runs a script of commands, in whose lines `DIR` is a folder for files.
  private func explore(_ model: String, _ script: String, _ options: String...) throws -> Transcript
  {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = "\(folder)/script"
    try script.replacing("DIR", with: folder)
      .write(toFile: file, atomically: true, encoding: .utf8)
    let words = model.split(separator: " ").map(String.init)
    let transcript = Transcript(["explore"] + words + ["--script", file] + options)
    return transcript.replacing(folder, with: "DIR")
  }

  @Test(arguments: [
    ("walk", "single-copy-register mutation=forgets-when-read", ""),
    ("puzzle", "die-hard", ""),
    ("crashes", "durable-counter", ""),
    ("ping-pong", "ping-pong max=2 lossy=true", ""),
  ]) func `says what was recorded`(name: String, model: String, options: String) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let place = URL(filePath: #filePath).deletingLastPathComponent()
    let script = try String(
      contentsOf: place.appending(path: "Scripts/\(name).txt"), encoding: .utf8)
    let text = try explore(model, script).text
    expectRecorded(text, in: "Recorded/explore-\(name).txt")
  }

  @Test(arguments: [
    ("stpes", 65, "script:1: unknown command 'stpes' (did you mean 'steps'?)"),
    ("s", 65, "'s' could be steps or state or search or start or save"),
    ("goto", 65, "'goto' needs more; write 'goto N'"),
    ("back 0", 65, "'back' takes a number, 1 or more, not '0'"),
    ("path x", 65, "'path' takes nothing behind it, not 'x'"),
    ("search agreement", 65, "the model has no property 'agreement'"),
    ("# a comment\n\n99", 1, "script:3: there is no step 99; there are 1 to 2"),
    ("-9223372036854775808", 1, "script:1: there is no step -9223372036854775808; there are 1 to"),
    ("1\nforward 9223372036854775807", 1, "script:2: the path has the states 0 to 1, not 2"),
    ("take fly", 1, "the model does not offer 'fly'"),
    ("goto 7", 1, "the path has the states 0 to 0, not 7"),
    ("start 3", 1, "the model has 1 of them"),
    ("save DIR/x.trace", 1, "this path decides no property"),
    ("save /dev/null/x.trace reaches max", 74, "cannot write '/dev/null/x.trace'"),
    ("load DIR/no.trace", 66, "cannot read 'DIR/no.trace'"),
    ("help fly", 65, "there is no command 'fly'"),
  ]) func `ends a script at the first line that fails`(
    script: String, status: Int, message: String
  ) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let transcript = try explore("ping-pong lossy=true", script + "\nsteps\n")
    #expect(transcript.status == status)
    #expect(transcript.text.contains(message))
    #expect(!transcript.text.contains("> steps"))
  }

  @Test func `saves what replays, and loads it again`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let saved = try explore(
      "single-decree-paxos mutation=forgets-promise facts=true",
      "search promise integrity\nsave DIR/found.trace\n")
    #expect(saved.status == 0)
    #expect(saved.text.contains("saved to DIR/found.trace: 'promise integrity' is violated"))
    #expect(Transcript(["replay", "\(folder)/found.trace"]).status == 0)
    let loaded = try explore("--trace \(folder)/found.trace", "properties\nback\nproperties\n")
    #expect(loaded.status == 0)
    #expect(loaded.text.contains("always 'promise integrity': false here, true after 0 steps"))
    #expect(loaded.text.contains("always 'promise integrity': true here\n"))
    let other = try explore("die-hard", "load DIR/found.trace\n")
    #expect(other.status == 1)
    #expect(other.text.contains("is a trace of another model: single-decree-paxos"))
  }

  @Test func `loads a trace that leaves defaults out`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = "search can reach max\nsave DIR/found.trace\n"
    #expect(try explore("ping-pong", script).status == 0)
    let file = "\(folder)/found.trace"
    let brief = try String(contentsOfFile: file, encoding: .utf8)
      .replacing(#/model: ping-pong .*/#, with: "model: ping-pong")
    try brief.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try explore("ping-pong", "load DIR/found.trace\n").status == 0)
    #expect(try explore("ping-pong max=2", "load DIR/found.trace\n").status == 1)
  }

  @Test func `is undecided when a search gives up`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let transcript = try explore(
      "single-decree-paxos", "search linearizable\n", "--max-states", "100")
    #expect(transcript.status == 2)
    #expect(transcript.text.contains("undecided: state limit of 100"))
  }
}
