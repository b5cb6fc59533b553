import PaxcheckKit
import Testing

@testable import ABDRegister
@testable import SingleCopyRegister
@testable import SingleDecreePaxos

@Suite struct `A request that comes twice` {
  @Test(arguments: ["servers=1", "servers=2", "servers=1 puts=2 crashes=1"])
  func `is done once by a server that remembers it`(parameters: String) throws {
    let assignments = parameters.split(separator: " ").map(String.init)
    let report = try ModelDescription.abdRegister
      .instance(assignments + ["network=unordered-duplicating"]).check()
    #expect(report.isAsExpected == true)
  }

  @Test(arguments: [
    (ModelDescription.singleCopyRegister, []), (.singleDecreePaxos, ["crashes=1"]),
  ])
  func `is refused where a server cannot tell`(model: ModelDescription, parameters: [String]) throws
  {
    #expect(throws: ArgumentError.self) {
      try model.instance(parameters + ["network=unordered-duplicating"])
    }
    _ = try model.instance(parameters)
  }
}
