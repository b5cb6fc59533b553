import Foundation
import PaxcheckCommand
import Testing

@Suite struct `Checkpoints on the command line` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  private func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }

  @Test(arguments: ["--format text --verbose", "--format json", "--format junit"])
  func `lead to the report of a search that was never stopped`(options: String) {
    defer { removeFolder() }
    let whole = Run("check-bfs count=3 locked=false \(options)")
    let part = Run(
      "check-bfs count=3 locked=false --max-states 50 --checkpoint \(folder) "
        + "--checkpoint-every 1ms \(options)")
    #expect(part.errors.hasSuffix(" saved; go on with: paxcheck check-bfs --resume \(folder)\n"))
    let again = Run("check-bfs --resume \(folder) --max-states 70 --threads 1 \(options)")
    #expect(again.errors.hasPrefix("resumed at "))
    let rest = Run("check-bfs --resume \(folder) --threads 2 \(options)")
    #expect(rest.status == .unexpected)
    #expect(rest.output.withoutCosts == whole.output.withoutCosts)
    #expect(rest.errors.hasSuffix("the search is over; nothing needs '\(folder)' any more\n"))
  }

  @Test func `take the model from the folder, and refuse another one`() {
    defer { removeFolder() }
    _ = Run("check-dfs count=3 --max-states 9 --checkpoint \(folder)")
    #expect(Run("check-dfs --resume \(folder)").output.hasPrefix("workers count=3, "))
    #expect(Run("check-dfs workers count=3 --resume \(folder)").status == .asExpected)
    for (words, given) in [("count=2", "workers count=2"), ("endless", "endless")] {
      let run = Run("check-dfs \(words) --resume \(folder)")
      #expect(run.status == .usage)
      #expect(run.errors.contains("\n  saved: workers count=3 "))
      #expect(run.errors.contains("\n  given: \(given)") || words == "endless")
    }
    let order = Run("check-bfs --resume \(folder)")
    #expect(order.status == .usage)
    #expect(order.errors.contains("go on with: paxcheck check-dfs --resume \(folder)\n"))
  }

  @Test func `are named in commands that a shell understands`() {
    defer { removeFolder() }
    _ = Run("check-dfs --max-states 9 --checkpoint \(folder)/its;name")
    let order = Run("check-bfs --resume \(folder)/its;name")
    #expect(order.errors.contains("go on with: paxcheck check-dfs --resume '\(folder)/its;name'\n"))
  }

  @Test func `are not overwritten by a new search`() {
    defer { removeFolder() }
    _ = Run("check-bfs --max-states 9 --checkpoint \(folder)")
    let run = Run("check-bfs --checkpoint \(folder)")
    #expect(run.status == .usage)
    #expect(run.errors.contains("'\(folder)' holds a checkpoint of workers count=2 "))
    #expect(run.output.isEmpty)
  }

  @Test func `that are damaged are refused`() throws {
    defer { removeFolder() }
    _ = Run("check-bfs --max-states 9 --checkpoint \(folder)")
    let tree = try Data(contentsOf: URL(filePath: "\(folder)/tree"))
    try tree.dropLast().write(to: URL(filePath: "\(folder)/tree"))
    let cut = Run("check-bfs --resume \(folder)")
    #expect(cut.status == .malformedInput)
    #expect(cut.errors.contains("the checkpoint in '\(folder)' is damaged: 'tree' was cut off"))
    try Data("junk".utf8).write(to: URL(filePath: "\(folder)/checkpoint"))
    #expect(Run("check-bfs --resume \(folder)").status == .malformedInput)
  }
}

extension String {
  /// The report without times and sizes.
  fileprivate var withoutCosts: String {
    replacing(/[0-9.]+ s on .* at most/, with: "")
      .replacing(/"(peakMemoryBytes|seconds|threads)": [0-9.]+/, with: "")
      .replacing(/time="[0-9.]+"/, with: "")
  }
}
