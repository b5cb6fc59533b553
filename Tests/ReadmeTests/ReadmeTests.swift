import PaxcheckKit
import Testing

@Suite struct `The README` {
  @Test func `shows a model that the checker finds wrong`() throws {
    let report = try ModelDescription.lostUpdate.instance().check(ExhaustiveSearch())
    #expect(report["no update is lost"]?.isAsExpected == false)
  }
}
