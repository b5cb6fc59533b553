import Foundation
import PaxcheckCommand
import PaxcheckKit
import Testing

/// A staircase with four steps.
private struct Stairs: Model {
  var initialStates: [Int] { [0] }
  func actions(in state: Int) -> [String] { ["step"] }
  func successor(of state: Int, after action: String) -> Int? { state < 4 ? state + 1 : nil }
  var properties: [Property<Self>] {
    [.always("below the top") { $0 < 4 }, .sometimes("on the first step") { $0 == 1 }]
  }
  var scenarios: [Scenario<Self>] {
    [Scenario("rest", "nobody goes past the second step") { state, _ in state < 2 }]
  }

  static let description = ModelDescription("stairs", "a staircase", source: "folklore") {
    (_) throws(ArgumentError) in Stairs()
  }
}

@Suite struct `A report of a search of a part of a model` {
  private func run(_ format: String, _ options: String = "--scenario rest") -> Run {
    Run("check-bfs \(options) --format \(format)", over: [Stairs.description])
  }

  @Test func `says in text what a verdict is limited to`() {
    #expect(run("text").output.contains("holds within scenario rest"))
  }

  @Test func `has a verdict of one word in JSON, and what it is limited to beside it`() throws {
    struct Report: Decodable {
      struct Property: Decodable, Equatable {
        let name: String
        let verdict: String
        let qualifier: String?
      }
      let properties: [Property]
    }
    let report = try JSONDecoder().decode(Report.self, from: Data(run("json").output.utf8))
    #expect(
      report.properties == [
        .init(name: "below the top", verdict: "holds", qualifier: "within scenario rest"),
        .init(name: "on the first step", verdict: "reached", qualifier: nil),
      ])
  }

  @Test func `names the part in JUnit`() {
    let part = run("junit").output
    #expect(part.contains("<testsuite name=\"check-bfs stairs within scenario rest\""))
    #expect(part.contains("name=\"always below the top within scenario rest\"/>"))
    #expect(run("junit", "").output.contains("<testsuite name=\"check-bfs stairs\""))
  }
}
