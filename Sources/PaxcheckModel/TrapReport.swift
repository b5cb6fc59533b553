import CTraps

/// What a program says when the code of a model traps, and how it ends then.
package enum TrapReport {
  /// From now on a trap ends the process with a status, after a report of what led there.
  ///
  /// - Parameter program: What the program calls itself.
  package static func install(program: String, status: Int32) {
    paxcheck_report_traps(program, status) { part in
      part == 0 ? TrapReport.writeName() : TrapReport.writeSteps()
    }
  }

  /// Runs the body of a thread, in which recursion without end is reported, too.
  package static func inThread(_ body: () -> Void) {
    let stack = paxcheck_enter_thread()
    defer { paxcheck_leave_thread(stack) }
    body()
  }

  private static func writeName() -> Bool {
    guard let name = Activity.name else { return false }
    write("  in \(name)\n")
    return true
  }

  private static func writeSteps() -> Bool {
    guard let (earlierCount, steps) = Activity.steps else { return false }
    if steps.isEmpty {
      write("  before the first step\n")
      return true
    }
    write(
      earlierCount > 0 ? "  the last steps that lead there:\n" : "  the steps that lead there:\n")
    let width = String(earlierCount + steps.count).count
    for (index, step) in steps.enumerated() {
      let number = String(earlierCount + index + 1)
      write("  \(String(repeating: " ", count: width - number.count))\(number). \(step)\n")
    }
    return true
  }

  private static func write(_ text: String) {
    text.withCString { paxcheck_write_error($0, text.utf8.count) }
  }
}
