import PaxcheckModel
import PaxcheckStateSpace
import Synchronization

/// Gives out the numbers of runs, and puts their results together in the order of the numbers.
///
/// The runs that count are those from the first to the one after which every listed property is decided. So
/// the sums are the same whatever threads took the runs, unless they were stopped.
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
    /// What the first run with such a thing came across that is hardly meant.
    var warning: String?
    /// Whether a property is violated.
    var isViolated = false
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
  private let expectations: [Expectation]
  /// How many of the properties must be decided before the runs may end early.
  private let listed: Int
  private let watch: StopWatch
  private let claimed = Atomic<Int>(0)
  private let isOver = Atomic<Bool>(false)
  /// How often the first worker asked whether to go on.
  private let questions = Atomic<Int>(0)
  /// The number of such questions after which it also asks about memory, which takes longer to find out.
  private static let memoryInterval = 64
  private let books: Guarded<Books>

  init(_ simulation: Simulation, _ expectations: [Expectation], listed: Int) {
    self.simulation = simulation
    self.expectations = expectations
    self.listed = listed
    watch = StopWatch(simulation.timeLimit, simulation.stop)
    books = Guarded(
      Books(summary: Summary(findings: Array(repeating: nil, count: expectations.count))))
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
        if isOver(books.summary) { break }
        add(result, run: books.next, to: &books.summary)
        books.next += 1
      }
      return isOver(books.summary)
    }
    if isDone { isOver.store(true, ordering: .relaxed) }
  }

  /// Whether runs are still wanted. On the thread that started them this also reports progress.
  func goesOn(worker: Int) -> Bool {
    if isOver.load(ordering: .relaxed) { return false }
    if let reason = watch.reason ?? limitOfMemoryReached(worker) {
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
      where !isOver(books.summary) {
        add(result, run: run, to: &books.summary)
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

extension RunLedger {
  /// Whether no further run is wanted: every property has a finding, or one is violated and that is
  /// enough.
  private func isOver(_ summary: Summary) -> Bool {
    let claims = summary.findings.prefix(listed)
    let isDecided = !claims.isEmpty && !claims.contains { $0 == nil }
    return isDecided || simulation.stopsAtFirstViolation && summary.isViolated
  }

  private func add(_ result: RunResult, run: Int, to summary: inout Summary) {
    summary.statistics.runs += result.isComplete ? 1 : 0
    summary.statistics.generatedStates += result.states
    summary.statistics.maxDepth = max(summary.statistics.maxDepth, result.states)
    summary.statistics.boundaryCuts += result.boundaryCuts
    summary.statistics.actionCounts.merge(result.actionCounts, uniquingKeysWith: +)
    summary.warning = summary.warning ?? result.warning
    let firstViolation = result.hits.filter { !isExample($0) }.map(\.step).min()
    for hit in result.hits where summary.findings[hit.property] == nil {
      // Of what else the run violates later nothing is told.
      if simulation.stopsAtFirstViolation, !isExample(hit), hit.step != firstViolation { continue }
      summary.findings[hit.property] = Finding(run: run, step: hit.step)
      if !isExample(hit) { summary.isViolated = true }
    }
  }

  private func isExample(_ hit: RunResult.Hit) -> Bool {
    expectations[hit.property].kind.asksForExample
  }

  /// The limit on memory, if the process has come to it. One worker in a while asks.
  private func limitOfMemoryReached(_ worker: Int) -> UndecidedReason? {
    guard worker == 0, let limit = simulation.memoryLimit else { return nil }
    let number = questions.wrappingAdd(1, ordering: .relaxed).oldValue
    guard number % Self.memoryInterval == 0, let held = ProcessMemory.residentBytes else {
      return nil
    }
    return held > limit ? .memoryLimit(limit) : nil
  }
}
