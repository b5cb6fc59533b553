import PaxcheckKit
import Testing

@testable import ABDRegister
@testable import SingleCopyRegister

@Suite struct `A request that comes twice` {
  @Test(arguments: ["servers=1", "servers=2", "servers=1 puts=2 crashes=1"])
  func `is done once by a server that remembers it`(parameters: String) throws {
    let assignments = parameters.split(separator: " ").map(String.init)
    let report = try ModelDescription.abdRegister
      .instance(assignments + ["network=unordered-duplicating"]).check()
    #expect(report.isAsExpected == true)
  }

  @Test func `is done twice by a server that does not tell it from a new one`() throws {
    let report = try ModelDescription.singleCopyRegister.instance(["network=unordered-duplicating"])
      .check()
    #expect(report["linearizable"]?.verdict == "violated")
  }
}
