package import PaxcheckCatalogue
import PaxcheckReport
package import PaxcheckSearch
import Synchronization

/// Shows how far a search has come: one line that changes on a terminal, a line a second elsewhere.
package final class ProgressLine: Sendable {
  private struct Position {
    var shown = Duration.zero
    var width = 0
  }

  private let console: Console
  private let limits: SearchLimits
  private let rewritesLine: Bool
  private let position = Mutex(Position())

  package init(_ console: Console, limits: SearchLimits) {
    self.console = console
    self.limits = limits
    rewritesLine = console.errors.isTerminal
  }

  /// Tells how far the search has come, unless that was told a moment ago.
  package func show(_ progress: SearchProgress) {
    show(after: progress.elapsed) { text(progress) }
  }

  /// Tells how far an audit has come after some time, unless that was told a moment ago.
  package func show(_ progress: AuditProgress, after elapsed: Duration) {
    show(after: elapsed) {
      let search = progress.search
      let amount =
        search.runs > 0 ? search.runs.counted("run") : search.uniqueStates.counted("state")
      return "search \(progress.number) of \(progress.count), mutation=\(progress.mutation), "
        + "\(amount), depth \(search.depth), \(elapsed.components.seconds) s"
    }
  }

  /// Tells how far the search of one of several sizes has come after some time.
  package func show(_ progress: SearchProgress, at place: String, after elapsed: Duration) {
    show(after: elapsed) {
      "\(place), \(progress.uniqueStates.counted("state")), depth \(progress.depth), "
        + "\(elapsed.components.seconds) s"
    }
  }

  private func show(after elapsed: Duration, _ text: () -> String) {
    position.withLock { position in
      let passed = elapsed - position.shown
      guard passed >= (rewritesLine ? .milliseconds(100) : .seconds(1)) else { return }
      let line = text()
      position.shown = elapsed
      guard rewritesLine else { return console.writeError("\(line)\n") }
      let shown = line.prefix(room)
      let padding = String(repeating: " ", count: max(0, min(position.width, room) - shown.count))
      console.writeError("\r\(shown)\(padding)")
      position.width = shown.count
    }
  }

  /// How many characters the terminal takes without going to the next line, from which there is no way
  /// back to the margin of this one.
  private var room: Int { max(1, (console.errors.columns ?? 80) - 1) }

  /// Takes the line away, so that the result begins at the margin.
  package func clear() {
    position.withLock { position in
      guard rewritesLine, position.width > 0 else { return }
      let blank = String(repeating: " ", count: min(position.width, room))
      console.writeError("\r\(blank)\r")
      position.width = 0
    }
  }

  /// Tells something else, in a line that stays.
  package func say(_ message: String) {
    clear()
    console.writeError("\(message)\n")
  }

  private func text(_ progress: SearchProgress) -> String {
    let isRandom = progress.runs > 0
    let count = isRandom ? progress.runs : progress.uniqueStates
    // Since the start, because states come in bursts, a level at a time.
    let new = max(0, count - progress.resumedStates)
    let rate = Int(Double(new) / max(progress.elapsed / .seconds(1), 0.001))
    var parts = [count.counted(isRandom ? "run" : "state"), "\(rate.grouped)/s"]
    parts.append("depth \(progress.depth)")
    if progress.frontier > 0 { parts.append("frontier \(progress.frontier.grouped)") }
    if progress.memoryBytes > 0 { parts.append(progress.memoryBytes.bytesText) }
    parts.append("\(progress.elapsed.components.seconds) s")
    if let share = share(progress) { parts.append("\(share) % of the limit") }
    return parts.joined(separator: ", ")
  }

  /// How much of the nearest limit is used up, in percent.
  private func share(_ progress: SearchProgress) -> Int? {
    var shares: [Double] = []
    if let states = limits.states { shares.append(Double(progress.uniqueStates) / Double(states)) }
    if let time = limits.time { shares.append(progress.elapsed / time) }
    return shares.max().map { Int(min(1, $0) * 100) }
  }
}
