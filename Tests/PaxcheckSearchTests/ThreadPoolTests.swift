import Synchronization
import Testing

@testable import PaxcheckSearch

@Suite struct `A pool of threads` {
  @Test(arguments: [1, 2, 3, 9])
  func `does every part of every task once`(size: Int) {
    let pool = ThreadPool(size: size)
    var counts = Array(repeating: 0, count: size)
    for round in 1...2_000 {
      counts.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let counts = buffer
        pool.perform { counts[$0] += 1 }
      }
      #expect(counts == Array(repeating: round, count: size))
    }
  }

  @Test func `sleeps and wakes up again`() async throws {
    let pool = ThreadPool(size: 3)
    let sum = Atomic(0)
    for _ in 0..<5 {
      try await Task.sleep(for: .milliseconds(20))
      pool.perform { _ = sum.add($0, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 15)
  }

  @Test func `runs parts at the same time where there are processors`() {
    guard Processors.count > 1 else { return }
    let arrived = Atomic(0)
    ThreadPool(size: 2).perform { _ in
      arrived.add(1, ordering: .relaxed)
      while arrived.load(ordering: .relaxed) < 2 {}
    }
    #expect(arrived.load(ordering: .relaxed) == 2)
  }
}
