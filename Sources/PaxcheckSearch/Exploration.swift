import PaxcheckModel
import PaxcheckStateSpace

/// One exhaustive search under way: it hands out blocks of states, puts together what the workers
/// found, and knows when to stop.
final class Exploration {
  let space: any StateSpace
  /// The same space, if it keeps what the model answers.
  let memoized: (any MemoizedSpace)?
  let search: ExhaustiveSearch
  let expectations: [Expectation]
  /// How many of the properties the model lists.
  private let listed: Int
  let workers: [BlockWorker]
  let pool: ThreadPool
  let watch: StopWatch

  /// For each property the state or step that answers it, once there is one.
  var discoveries: [Discovery?]
  var statistics = SearchStatistics()
  /// Why the search ended before the space did, unless it had all its answers.
  var stopReason: UndecidedReason?
  /// Whether an initial state lies outside the boundary.
  private(set) var startsOutside = false
  /// How many initial states there are, and how many of them lie outside the boundary.
  private var initial = (generated: 0, outside: 0)
  /// Whether a state that can be reached, or a step to it, was cut off.
  private(set) var isCut = false
  /// Whether there was no room for all initial states.
  private(set) var missesInitialStates = false
  var frontier: any Frontier
  /// The number of blocks that were done, by this search and those that it goes on from.
  var blocks = 0
  /// The place from which a search could go on without a trace.
  var mark = SearchMark()
  var checkpoints: CheckpointWriter?
  /// How often each kind of action was a step before the search went on from a checkpoint.
  var earlierActionCounts: [String: Int] = [:]
  var memory: MemoryGauge
  /// Whether the misses of the next batch are filled.
  var missesAreFilled = false
  /// The number of states that got ranks after the last block.
  var lastFreshCount = 0
  private var lastReport: Duration = .zero

  /// The name of what is done at a place, and the steps that lead there, should the model trap.
  var nameOfPlace: (WorkPlace) -> String? = { _ in nil }
  var stepsToPlace: (WorkPlace) -> [String] = { _ in [] }

  /// A space of this size is searched to its end however early every property has its answer, so that
  /// its counts are those of the whole space.
  static let smallSpace = 10_000

  /// - Parameter listed: How many of the properties the model lists; the others are implied.
  init(
    _ space: any StateSpace, _ search: ExhaustiveSearch, _ expectations: [Expectation],
    listed: Int
  ) {
    Mistake.unless(expectations.count <= 64, "\(expectations.count) properties; at most 64")
    self.space = space
    memoized = space as? any MemoizedSpace
    self.search = search
    self.expectations = expectations
    self.listed = listed
    workers = (0..<search.threads).map {
      BlockWorker($0, store: space.store, isAlone: true, properties: expectations.count)
    }
    MemoryReserve.refill()
    memory = MemoryGauge(limit: search.limits.memoryBytes)
    pool = ThreadPool(size: search.threads)
    discoveries = Array(repeating: nil, count: expectations.count)
    watch = StopWatch(search.limits.time, search.stop)
    if let checkpoint = search.checkpoint {
      checkpoints = CheckpointWriter(checkpoint, search)
      memoized?.memoLog = MemoLog()
    }
    switch search.order {
    case .breadthFirst:
      frontier = BreadthFirstFrontier(depthLimit: search.limits.depth)
    case .depthFirst:
      frontier = DepthFirstFrontier(depthLimit: search.limits.depth)
      for worker in workers { worker.notesRevisits = search.limits.depth != nil }
    }
  }

  /// The worker that works alone between blocks.
  var soleWorker: BlockWorker { workers[0] }

  /// Searches until the space is exhausted, every property is decided, or a limit is reached.
  ///
  /// - Throws: `.unusableCheckpoint` if the search cannot go on where it is to.
  func run() throws(ModelError) {
    space.insertInitialStates(soleWorker)
    missesInitialStates = merge(limit: search.limits.states ?? .max)
    startsOutside = statistics.boundaryCuts > 0
    initial = (statistics.generatedStates, statistics.boundaryCuts)
    setMark()
    if let checkpoint = search.checkpoint, let saved = checkpoint.saved {
      try resume(saved, checkpoint.files)
      checkpoint.observer?(.resumed(states: space.store.count))
    }
    stopReason = violationReached ?? watch.reason ?? limitReached
    while stopReason == nil, space.failure == nil, !hasAllAnswers, search.answers?.isFull != true,
      let batch = frontier.next(atMost: batchSize)
    {
      process(batch)
      merge(limit: search.limits.states ?? .max)
      stopReason = stopReason ?? violationReached ?? watch.reason ?? limitReached
      blocks += 1
      // A block that was cut short is no place to go on from, nor one at the depth limit.
      if stopReason == nil, space.failure == nil, batch.purpose == .expand { saveIfDue() }
    }
    if stopReason != nil { saveForLater() }
    if case .stateLimit = stopReason { judgeFrontier() }
    if stopReason == nil, let depth = search.limits.depth { lookBeyond(depth) }
    if stopReason == nil, search.limits.depth != nil, watched & aboutSteps != 0 { judgeLastSteps() }
    if stopReason == nil && search.limits.depth == nil { setMark() }
    finish()
  }

  private func finish() {
    statistics.uniqueStates = max(space.store.count, mark.states)
    statistics.maxDepth = frontier.deepest
    statistics.isComplete = stopReason == nil && frontier.count == 0
    if statistics.boundaryCuts > 0 { isCut = true }
    if statistics.boundaryCuts > statistics.scenarioCuts { statistics.isCutByBoundary = true }
    statistics.memoryBytes = space.byteCount
    statistics.engineFigures = space.figures
    if let calls = space.figures["handler calls"], statistics.generatedStates > 0 {
      let remembered = max(0, statistics.generatedStates - calls)
      statistics.engineFigures["steps without a handler call, percent"] =
        100 * remembered / statistics.generatedStates
    }
    if search.countsActions {
      let counts = actionCounts
      statistics.actionCounts = counts.filter { $0.value > 0 }
      statistics.idleActions = counts.filter { $0.value == 0 }.keys.sorted()
    }
  }
}

// MARK: - The end

extension Exploration {
  /// Whether what it saw may lead on to a search of another space: there is time and memory left for one.
  var mayLeadOn: Bool {
    guard space.failure == nil else { return false }
    switch stopReason {
    case nil, .firstViolation, .depthLimit, .stateLimit: return true
    default: return false
    }
  }

  /// Whether nothing is left to find out, and the space is not a small one anyway.
  private var hasAllAnswers: Bool {
    let claims = expectations.prefix(listed)
    let isOpen = discoveries.prefix(listed).contains { $0 == nil }
    return !claims.isEmpty && !isOpen && claims.allSatisfy(\.kind.isDecidedAtOnce)
      && (space.store.count > Self.smallSpace || search.goal != nil)
  }

  /// The limit that the search has come to.
  private var limitReached: UndecidedReason? {
    if let limit = search.limits.states, space.store.count >= limit, frontier.count > 0 {
      return .stateLimit(limit)
    }
    return limitOfMemoryReached
  }

  /// The limit on memory, once the search cannot go on without exceeding it.
  var limitOfMemoryReached: UndecidedReason? {
    let store = space.store
    let next = store.count + max(2 * lastFreshCount, store.fresh.handleCount)
    return memory.reason(accounted: space.byteCount) { kind in
      kind == .resident ? space.growth(for: next) : space.addressGrowth(for: next)
    }
  }

  /// Judges the states that a limit leaves unexpanded, since a finding beats a limit.
  private func judgeFrontier() {
    while !watch.hasReason, var batch = frontier.next(atMost: Exploration.largestBlock) {
      batch.purpose = .judge
      process(batch)
      merge(limit: search.limits.states ?? .max)
    }
  }

  /// Whether no behaviour begins in a state that is to be looked at.
  var sawNothing: Bool { space.store.count == 0 && !missesInitialStates }

  /// Whether every step that there is was looked at and cut off, or there is none.
  var tookNoStep: Bool {
    stopReason == nil && search.limits.depth != 1
      && statistics.generatedStates - initial.generated == statistics.boundaryCuts - initial.outside
  }

  /// The violation that a search for the first one was for.
  private var violationReached: UndecidedReason? {
    search.stopsAtFirstViolation && firstViolation != nil ? .firstViolation : nil
  }

  /// The first state or step found that breaks an invariant.
  var firstViolation: Discovery? {
    zip(expectations, discoveries).compactMap { $0.kind.isSafe ? $1 : nil }.min()
  }

  /// Finds out whether a state at the depth limit has a successor that was not found, or one that is
  /// cut off and was not counted.
  private func lookBeyond(_ depth: Int) {
    for rank in frontier.unexpanded {
      let successors = space.successors(ofRank: rank, soleWorker)
      isCut = isCut || successors.isCut
      statistics.isCutByBoundary = statistics.isCutByBoundary || successors.crossesBoundary
      guard successors.leavesSearch else { continue }
      stopReason = .depthLimit(depth)
      return saveForLater()
    }
  }

  /// Judges the steps of the states at the depth limit, all of which lead to states that were found.
  private func judgeLastSteps() {
    for worker in workers { worker.notesRevisits = false }
    let ranks = frontier.unexpanded.sorted()
    for start in stride(from: 0, to: ranks.count, by: Self.largestBlock) where !watch.hasReason {
      let block = Block(ranks: Array(ranks[start..<min(start + Self.largestBlock, ranks.count)]))
      process(Batch(block: block, purpose: .expandAgain))
      merge(limit: .max)
    }
    stopReason = stopReason ?? watch.reason
  }

  func report() {
    guard let progress = search.progress else { return }
    let elapsed = watch.elapsed
    guard elapsed - lastReport >= .milliseconds(100) else { return }
    lastReport = elapsed
    var report = SearchProgress()
    report.uniqueStates = space.store.count
    report.resumedStates = search.checkpoint?.saved?.uniqueStates ?? 0
    report.generatedStates = statistics.generatedStates
    report.depth = frontier.deepest
    report.frontier = frontier.count
    report.memoryBytes = space.byteCount
    report.elapsed = elapsed
    progress(report)
  }
}
