import PaxcheckKit
import Testing

@testable import Raft

@Suite struct `A log` {
  private func entry(_ term: Int, _ index: Int) -> LogEntry {
    LogEntry(clock: Clock(term: term, index: index), command: .barrier)
  }

  /// A log with an entry of each term behind its first one.
  private func log(_ terms: Int...) -> Log {
    var log = Log(entry(0, 1))
    for (place, term) in terms.enumerated() { log.append(entry(term, place + 2)) }
    return log
  }

  @Test(arguments: [
    // The entry, the term before it, what comes of it, the terms behind the first one afterwards.
    (entry: (term: 2, index: 4), previous: 2, result: Log.Insertion.inserted, after: [1, 2, 2]),
    ((2, 5), 2, .leap, [1, 2]),
    ((2, 4), 1, .inconsistent, [1, 2]),
    ((2, 3), 1, .skipped, [1, 2]),
    ((3, 3), 1, .inserted, [1, 3]),
    ((3, 2), 0, .inserted, [3]),
  ])
  func `takes an entry only where it fits`(
    entry: (term: Int, index: Int), previous: Int, result: Log.Insertion, after: [Int]
  ) {
    var log = log(1, 2)
    let clock = Clock(term: previous, index: entry.index - 1)
    #expect(log.insert(self.entry(entry.term, entry.index), after: clock) == result)
    #expect(log.entries.dropFirst().map(\.term) == after)
  }

  @Test func `takes no entry that leaves a gap`() {
    var log = log(1, 2)
    #expect(log.insert(entry(2, 6), after: Clock(term: 2, index: 3)) == .leap)
    #expect(log[0] == nil && log[4] == nil && log[3]?.term == 2)
  }

  @Test func `skips what its first entry stands for`() {
    var log = Log(entry(1, 3))
    for index in 1...3 {
      #expect(log.insert(entry(2, index), after: Clock(term: 2, index: index - 1)) == .skipped)
    }
    #expect(log.entries == [entry(1, 3)])
  }

  @Test func `is more up-to-date by its last term, and then by its length`() {
    #expect(Clock(term: 2, index: 2) > Clock(term: 1, index: 9))
    #expect(Clock(term: 2, index: 3) > Clock(term: 2, index: 2))
  }
}
