import Dispatch
import PaxcheckTestSupport
import Synchronization
import Testing

@Suite struct `A memo` {
  private struct Failure: Error {}

  @Test func `computes each value once, on any number of threads`() {
    let memo = Memo<Int, Int>()
    let computed = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 40) { number in
      let value = memo.value(of: number % 4) {
        computed.add(1, ordering: .relaxed)
        return number % 4 * 10
      }
      #expect(value == number % 4 * 10)
    }
    #expect(computed.load(ordering: .relaxed) == 4)
  }

  @Test func `tries again what failed`() throws {
    let memo = Memo<String, Int>()
    #expect(throws: Failure.self) { try memo.value(of: "a") { throw Failure() } }
    #expect(memo.value(of: "a") { 1 } == 1)
    #expect(memo.value(of: "a") { 2 } == 1)
  }
}

@Suite struct `The effort of tests` {
  @Test func `is ten cases at least, and the whole in a release build`() {
    #expect(Effort.seeds(3) == 0..<3)
    #expect(Effort.seeds(40).count >= 10)
    #expect(Effort.sample(Array(0..<40)).count == (Effort.isFull ? 40 : 2))
    #expect((Effort.share(of: 40) >= 40) == Effort.isFull)
  }
}
