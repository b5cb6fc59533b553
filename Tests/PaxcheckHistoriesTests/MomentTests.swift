import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

@Suite struct MomentTests {
  @Test(arguments: Effort.seeds(100))
  func `moments are made to differ, and what precedes what stays`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scale = seed % 2 == 0 ? 1 : 1_000
    let before = (0..<12).map { _ in operation(&generator, scale: scale) }
      .sorted { $0.invoked < $1.invoked }
    var after = before
    after.separateMoments()
    let moments = after.flatMap { [$0.invoked, $0.returned] }.filter { $0 != .max }
    #expect(Set(moments).count == moments.count)
    for (one, old) in zip(after, before) {
      for (other, otherOld) in zip(after, before) {
        #expect((one.returned < other.invoked) == (old.returned < otherOld.invoked))
      }
    }
  }

  private func operation(
    _ generator: inout SeededGenerator, scale: Int
  ) -> RecordedOperation {
    let invoked = generator.below(20)
    var operation = RecordedOperation(
      client: 0, kind: .read, key: 0, argument: 0, secondArgument: 0, invoked: invoked * scale,
      line: 1)
    if generator.below(5) > 0 { operation.returned = (invoked + 1 + generator.below(6)) * scale }
    return operation
  }
}
