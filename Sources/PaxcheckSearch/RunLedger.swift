import PaxcheckModel
import Synchronization

/// Gives out the numbers of runs, and puts their results together in the order of the numbers.
///
/// The runs that count are those from the first to the one after which every property is decided. So
/// the sums are the same whatever threads took the runs, unless somebody stopped them.
@usableFromInline
final class RunLedger: Sendable {
  /// The first hit on a property, in the order of the runs.
  struct Finding {
    let run: Int
    let step: Int
  }

  /// The state of affairs when the runs are over.
  struct Summary {
    var statistics = SearchStatistics()
    /// For each property the first hit.
    var findings: [Finding?]
    /// Why there are not as many runs as were asked for, if no property decided that.
    var stopReason: UndecidedReason?
  }

  private struct Books {
    var summary: Summary
    /// The number of the run whose result is next to be put in.
    var next = 0
    /// Results that came before their turn.
    var waiting: [Int: RunResult] = [:]
    /// When progress was reported last, counted from the start.
    var lastProgress = Duration.zero
  }

  private let simulation: Simulation
  private let watch: StopWatch
  private let claimed = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  private let books: Guarded<Books>

  init(_ simulation: Simulation, properties: Int) {
    self.simulation = simulation
    watch = StopWatch(simulation.timeLimit, simulation.stop)
    books = Guarded(Books(summary: Summary(findings: Array(repeating: nil, count: properties))))
  }

  /// The number of a run to take, or `nil` if there is none left.
  func claim() -> Int? {
    guard !isOver.load(ordering: .relaxed) else { return nil }
    let number = claimed.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < simulation.runs ? number : nil
  }

  /// The properties that a run must look at, a bit for each: those that no earlier run has decided.
  var open: UInt64 {
    books.withLock { books in
      let findings = books.summary.findings
      return findings.indices.reduce(0) { findings[$1] == nil ? $0 | 1 << UInt64($1) : $0 }
    }
  }

  /// Takes down the result of a run.
  func record(_ result: RunResult, run: Int) {
    let isDone = books.withLock { books in
      books.waiting[run] = result
      while let result = books.waiting.removeValue(forKey: books.next) {
        if books.summary.isDecided { break }
        books.summary.add(result, run: books.next)
        books.next += 1
      }
      return books.summary.isDecided
    }
    if isDone { isOver.store(true, ordering: .relaxed) }
  }

  /// Whether runs are still wanted. On the thread that started them this also reports progress.
  func goesOn(worker: Int) -> Bool {
    if isOver.load(ordering: .relaxed) { return false }
    if let reason = watch.reason {
      books.withLock { $0.summary.stopReason = $0.summary.stopReason ?? reason }
      isOver.store(true, ordering: .relaxed)
      return false
    }
    if worker == 0, let progress = simulation.progress { report(to: progress) }
    return true
  }

  /// The results, once no run is under way any more.
  func summary() -> Summary {
    books.withLock { books in
      // Runs were stopped: what the others came to counts all the same.
      for (run, result) in books.waiting.sorted(by: { $0.key < $1.key })
      where !books.summary.isDecided {
        books.summary.add(result, run: run)
      }
      books.waiting = [:]
      return books.summary
    }
  }

  /// Whether there is neither a request to stop nor a lack of time.
  var hasTime: Bool { !watch.hasReason }

  private func report(to observer: ProgressObserver) {
    let elapsed = watch.elapsed
    let progress = books.withLock { books -> SearchProgress? in
      guard elapsed - books.lastProgress >= .milliseconds(100) else { return nil }
      books.lastProgress = elapsed
      var progress = SearchProgress()
      progress.runs = books.summary.statistics.runs
      progress.generatedStates = books.summary.statistics.generatedStates
      progress.depth = books.summary.statistics.maxDepth
      progress.elapsed = elapsed
      return progress
    }
    if let progress { observer(progress) }
  }
}

extension RunLedger.Summary {
  /// Whether every property has a finding.
  var isDecided: Bool { !findings.isEmpty && !findings.contains { $0 == nil } }

  mutating func add(_ result: RunResult, run: Int) {
    statistics.runs += result.isComplete ? 1 : 0
    statistics.generatedStates += result.states
    statistics.maxDepth = max(statistics.maxDepth, result.states)
    statistics.boundaryCuts += result.boundaryCuts
    statistics.actionCounts.merge(result.actionCounts, uniquingKeysWith: +)
    for hit in result.hits where findings[hit.property] == nil {
      findings[hit.property] = RunLedger.Finding(run: run, step: hit.step)
    }
  }
}
