import Dispatch
import PaxcheckTestSupport
import Testing

@testable import PaxcheckStateSpace

@Suite struct `A table of visited states` {
  /// Hashes that crowd at both ends of the table make runs that go on from its last slot to its first.
  @Test(arguments: [1, 2, 3, 7])
  func `grows on any number of threads without losing a state`(threads: Int) {
    let pool = Threads(size: threads) {
      DispatchQueue.concurrentPerform(iterations: threads, execute: $0)
    }
    func hash(_ number: UInt32) -> UInt64 {
      let spread = ComponentTables.mix(UInt64(number))
      return switch number % 128 {
      case 0: spread | 0xFFF0_0000_0000_0000
      case 1: spread & 0x000F_FFFF_FFFF_FFFF
      default: spread
      }
    }
    let table = VisitedTable(isShared: threads > 1)
    let count: UInt32 = Effort.isFull ? 400_000 : 50_000
    for number in 0..<count {
      while number >= table.capacity { table.grow(pool) }
      table.slots.add(hash(number), number)
    }
    for number in 0..<count {
      #expect(table.slots.find(hash(number)) { $0 == number } == number)
    }
    #expect(table.slots.find(hash(count)) { $0 == count } == nil)
  }
}
