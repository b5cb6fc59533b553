import Foundation
import PaxcheckCommand
import PaxcheckKit
import Testing

/// A dial that is turned back and forth between 0 and 1, or set to 2, 3 and back to 0.
private struct Dial: Model {
  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { ["turn", "set"] }
  func successor(of state: Int, after action: String) -> Int? {
    if action == "turn" { return state < 2 ? 1 - state : nil }
    return [0: 2, 2: 3, 3: 0][state]
  }
  var properties: [Property<Self>] { [.eventually("it breaks") { $0 > 3 }] }

  static let description = ModelDescription("dial", "a dial", source: "none") {
    (_) throws(ArgumentError) in Dial()
  }
}

@Suite struct `A loop that the explorer found` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  private func explore(_ script: String) throws -> Run {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try script.write(toFile: "\(folder)/script", atomically: true, encoding: .utf8)
    return Run("explore --script \(folder)/script", over: [Dial.description])
  }

  @Test func `is saved with the path`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try explore("search it breaks\nback\nforward\nsave \(folder)/lasso.trace\n")
    #expect(run.output.contains("from here it goes on with step 1"))
    #expect(run.output.contains("'it breaks' is violated"))
    #expect(Run("replay \(folder)/lasso.trace", over: [Dial.description]).status == .asExpected)
  }

  @Test func `is none of another path`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let other = "2\n1\nsave \(folder)/other.trace it breaks\n"
    #expect(try explore(other).output.contains("is not decided yet"))
    let run = try explore(
      "search it breaks\nload \(folder)/other.trace\nsave \(folder)/again.trace it breaks\n")
    #expect(run.output.contains("'it breaks' is not decided yet"))
    #expect(run.status == .asExpected)
  }
}
