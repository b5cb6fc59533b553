import Foundation
import PaxcheckCommand
import Testing

@Suite struct `A program over models of its own` {
  private func run(_ line: String) -> Run { Run(line, name: "my-checker") }

  @Test(arguments: [
    "--help", "check-bfs --help", "history --help", "spawn --help", "completions --help",
    "completions bash", "completions zsh", "completions fish", "check-bfs locked=false",
    "audit --max-states 3", "frobnicate", "check-bfs wrokers", "check-bfs --scenario quiet",
    "simulate --loss 1/2", "replay", "replay /no/such.trace /no/other.trace", "validate", "history",
    "history /no/such.log /no/other.log",
  ]) func `calls itself by its own name`(line: String) {
    let named = Run(line).transcript
    #expect(named.contains("paxcheck"))
    // The function that completes has the program's name; the one that helps it is the same for all.
    let own = named.replacing("_paxcheck_offer", with: "HELPER")
      .replacing("_paxcheck", with: "_my_checker").replacing("paxcheck", with: "my-checker")
      .replacing("HELPER", with: "_paxcheck_offer")
    #expect(run(line).transcript == own)
  }

  @Test func `leaves other names alone`() {
    let run = run("replay /paxcheck/x.trace")
    #expect(run.errors.hasPrefix("my-checker replay: cannot read '/paxcheck/x.trace'"))
  }

  @Test func `calls itself so while somebody explores, and for who goes on with a search`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "checker-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let saved = run("check-dfs --max-states 9 --checkpoint \(folder)/saved")
    #expect(saved.errors.contains("go on with: my-checker check-dfs --resume"))
    #expect(run("check-bfs --resume \(folder)/saved").errors.contains("my-checker check-dfs"))
    try "help save\n".write(toFile: "\(folder)/script", atomically: true, encoding: .utf8)
    #expect(run("explore --script \(folder)/script").output.contains("'my-checker replay'"))
  }
}
