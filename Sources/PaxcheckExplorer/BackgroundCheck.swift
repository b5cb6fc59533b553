package import PaxcheckCatalogue
package import PaxcheckJSON
package import PaxcheckModel
package import PaxcheckSearch
import PaxcheckTrace
import Synchronization

/// An exhaustive search in the background of an exploration, which tells what it has found so far.
///
/// It searches again and again with ten times as many states, so that early verdicts come early; all
/// the smaller searches together cost a ninth of the last.
package final class BackgroundCheck: Sendable {
  private struct Status {
    var report: CheckReport?
    var progress = SearchProgress()
    var isDone = false
    var failure: String?
    /// What a comparison with another process has found.
    var hazards: [String] = []
  }

  /// Compares what the model answers here and elsewhere, and returns what may make it differ.
  package typealias Comparison = @Sendable () -> Result<[String], ModelError>

  private let instance: ModelInstance
  private let limits: SearchLimits
  private let stop: StopSignal
  private let comparison: Comparison?
  private let status = Mutex(Status())

  /// - Parameters:
  ///   - limits: Those of the last search.
  ///   - comparison: Made after the first search.
  package init(
    _ instance: ModelInstance, limits: SearchLimits, stop: StopSignal, comparison: Comparison? = nil
  ) {
    self.instance = instance
    self.limits = limits
    self.stop = stop
    self.comparison = comparison
  }

  /// Searches until everything is decided or the limits are met. Blocks the thread.
  package func run() {
    var states = 1000
    var comparison = comparison
    while true {
      states = min(states, limits.states ?? .max)
      let isLast = states == limits.states
      var search = ExhaustiveSearch(.breadthFirst, threads: 1, limits: limits)
      search.limits.states = states
      search.stop = stop
      search.progress = { [self] progress in status.withLock { $0.progress = progress } }
      do throws(ModelError) {
        let report = try instance.check(search)
        let isOpen = report.properties.contains { $0.isAsExpected == nil }
        let isDone = report.statistics.isComplete || isLast || !isOpen || stop.isRequested
        status.withLock {
          $0.report = report
          $0.isDone = isDone && comparison == nil
        }
        if let hazards = try comparison?().get() {
          status.withLock {
            $0.hazards = hazards
            $0.isDone = isDone
          }
        }
        comparison = nil
        if isDone { return }
      } catch {
        status.withLock {
          $0.failure = error.description
          $0.isDone = true
        }
        return
      }
      states *= 10
    }
  }

  /// What is known by now.
  package var json: JSONValue {
    let now = status.withLock { $0 }
    let statistics = now.report?.statistics
    let properties = instance.claims.map { claim in
      json(of: claim, in: now.report?[claim.name])
    }
    return .object([
      "isDone": .bool(now.isDone),
      "isComplete": .bool(statistics?.isComplete ?? false),
      "uniqueStates": .integer(
        max(statistics?.uniqueStates ?? 0, now.isDone ? 0 : now.progress.uniqueStates)),
      "failure": now.failure.map { .string($0) } ?? .null,
      "warnings": .array(((now.report?.warnings ?? []) + now.hazards).map { .string($0) }),
      "properties": .array(properties),
    ])
  }

  private func json(of claim: Claim, in report: PropertyReport?) -> JSONValue {
    .object([
      "name": .string(claim.name),
      "expectation": .string(claim.expectation.rawValue),
      "verdict": .string(report?.verdict ?? "undecided"),
      "qualifier": (report?.qualifier).map { .string($0) } ?? .null,
      "violation": (report?.diagnosis?.violation).map { .string($0) } ?? .null,
      "isAsExpected": (report?.isAsExpected).map { .bool($0) } ?? .null,
      "reason": (report?.undecidedReason).map { .string($0.description) } ?? .null,
      "start": (report?.trace?.start).map { .integer($0) } ?? .null,
      "loopStart": (report?.trace?.loopStart).map { .integer($0) } ?? .null,
      "steps": (report?.trace?.steps).map { .array($0.map { .string($0) }) } ?? .null,
    ])
  }
}
