import PaxcheckCommand
import PaxcheckKit
import Testing

@Suite struct `Progress` {
  private func progress(_ states: Int, after time: Duration) -> SearchProgress {
    var progress = SearchProgress()
    progress.uniqueStates = states
    progress.depth = 12
    progress.frontier = 340
    progress.memoryBytes = 64 << 20
    progress.elapsed = time
    return progress
  }

  @Test func `is one line on a terminal, which is gone at the end`() {
    let errors = Recorder(isTerminal: true)
    let line = ProgressLine(Console(output: Recorder(), errors: errors), limits: SearchLimits())
    line.show(progress(1_000_000, after: .seconds(2)))
    line.show(progress(1_000_001, after: .milliseconds(2050)))
    line.show(progress(9, after: .seconds(3)))
    line.clear()
    let first = "1,000,000 states, 500,000/s, depth 12, frontier 340, 64 MiB, 2 s"
    let second = "9 states, 3/s, depth 12, frontier 340, 64 MiB, 3 s"
    let padding = String(repeating: " ", count: first.count - second.count)
    let blank = String(repeating: " ", count: second.count)
    #expect(errors.text == "\r\(first)\r\(second)\(padding)\r\(blank)\r")
  }

  @Test func `fits into one line of a narrow terminal`() {
    let errors = Recorder(isTerminal: true, columns: 11)
    let line = ProgressLine(Console(output: Recorder(), errors: errors), limits: SearchLimits())
    line.show(progress(1_000_000, after: .seconds(2)))
    line.show(progress(9, after: .seconds(3)))
    line.clear()
    #expect(errors.text == "\r1,000,000 \r9 states, \r          \r")
  }

  @Test func `of an audit tells which mutant is looked at`() {
    let errors = Recorder()
    let line = ProgressLine(Console(output: Recorder(), errors: errors), limits: SearchLimits())
    // The time of the audit as a whole decides, since each search begins at zero.
    for (number, seconds) in [(1, 2), (2, 1), (3, 4)] {
      let progress = AuditProgress(
        mutation: "forgets", number: number, count: 5, search: progress(1000, after: .zero))
      line.show(progress, after: .seconds(seconds))
    }
    #expect(
      errors.text == """
        search 1 of 5, mutation=forgets, 1,000 states, depth 12, 2 s
        search 3 of 5, mutation=forgets, 1,000 states, depth 12, 4 s

        """)
  }

  @Test func `is a line a second elsewhere, and knows how near a limit is`() {
    let errors = Recorder()
    let limits = SearchLimits(states: 4000, time: .seconds(100))
    let line = ProgressLine(Console(output: Recorder(), errors: errors), limits: limits)
    line.show(progress(1000, after: .seconds(1)))
    line.show(progress(1500, after: .milliseconds(1500)))
    line.show(progress(3000, after: .seconds(4)))
    line.clear()
    #expect(
      errors.text == """
        1,000 states, 1,000/s, depth 12, frontier 340, 64 MiB, 1 s, 25 % of the limit
        3,000 states, 750/s, depth 12, frontier 340, 64 MiB, 4 s, 75 % of the limit

        """)
  }
}
