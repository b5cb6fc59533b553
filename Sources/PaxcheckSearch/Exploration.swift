import Dispatch
import PaxcheckModel
import PaxcheckStateSpace
import Synchronization

/// One exhaustive search under way: it hands out blocks of states, puts together what the workers
/// found, and knows when to stop.
final class Exploration {
  let space: any StateSpace
  let search: ExhaustiveSearch
  private let expectations: [Expectation]
  let workers: [BlockWorker]
  let watch: StopWatch

  /// For each property the rank of the state that answers it, once there is one.
  var discoveries: [UInt32?]
  var statistics = SearchStatistics()
  /// Why the search ended before the space did, unless it had all its answers.
  var stopReason: UndecidedReason?
  /// Whether an initial state lies outside the boundary.
  private(set) var startsOutside = false
  var frontier: any Frontier
  /// The number of blocks that were done, by this search and those that it goes on from.
  var blocks = 0
  /// The place from which a search could go on without a trace.
  var mark = SearchMark()
  var checkpoints: CheckpointWriter?
  /// How often each kind of action was a step before the search went on from a checkpoint.
  var earlierActionCounts: [String: Int] = [:]
  private var memory = MemoryGauge()
  /// The number of states that got ranks after the last block.
  private var lastFreshCount = 0
  private var lastReport: Duration = .zero

  /// A space of this size is searched to its end however early every property has its answer, so that
  /// its counts are those of the whole space.
  static let smallSpace = 10_000

  init(_ space: any StateSpace, _ search: ExhaustiveSearch, _ expectations: [Expectation]) {
    precondition(expectations.count <= 64, "\(expectations.count) properties; at most 64")
    self.space = space
    self.search = search
    self.expectations = expectations
    workers = (0..<search.threads).map {
      BlockWorker($0, store: space.store, isAlone: true, properties: expectations.count)
    }
    discoveries = Array(repeating: nil, count: expectations.count)
    watch = StopWatch(search.limits.time, search.stop)
    if let checkpoint = search.checkpoint {
      checkpoints = CheckpointWriter(checkpoint, search)
      space.questions = QuestionLog()
    }
    switch search.order {
    case .breadthFirst:
      frontier = BreadthFirstFrontier(depthLimit: search.limits.depth)
    case .depthFirst:
      frontier = DepthFirstFrontier(depthLimit: search.limits.depth)
      for worker in workers { worker.notesMeetings = search.limits.depth != nil }
    }
  }

  /// The worker that works alone between blocks.
  var soleWorker: BlockWorker { workers[0] }

  /// Searches until the space, the questions or the patience are exhausted.
  ///
  /// - Throws: `.unusableCheckpoint` if the search cannot go on where it is to.
  func run() throws(ModelError) {
    space.insertInitialStates(soleWorker)
    takeOver(limit: search.limits.states ?? .max)
    startsOutside = statistics.boundaryCuts > 0
    setMark()
    if let checkpoint = search.checkpoint, let saved = checkpoint.saved {
      try resume(saved, checkpoint.files)
      checkpoint.observer?(.resumed(states: space.store.count))
      stopReason = watch.reason ?? limitReached
    }
    while stopReason == nil, space.failure == nil, !hasAllAnswers,
      let batch = frontier.next(atMost: batchSize)
    {
      process(batch)
      takeOver(limit: search.limits.states ?? .max)
      stopReason = watch.reason ?? limitReached
      blocks += 1
      // A block that was cut short is no place to go on from, nor one at the depth limit.
      if stopReason == nil, space.failure == nil, batch.purpose == .expand { saveIfDue() }
    }
    if stopReason != nil { saveForLater() }
    if case .stateLimit = stopReason { judgeFrontier() }
    if stopReason == nil, let depth = search.limits.depth, depthLimitHidesStates {
      stopReason = .depthLimit(depth)
      saveForLater()
    }
    if stopReason == nil && search.limits.depth == nil { setMark() }
    finish()
  }

  private func finish() {
    statistics.uniqueStates = max(space.store.count, mark.states)
    statistics.maxDepth = frontier.deepest
    statistics.isComplete = stopReason == nil && frontier.count == 0
    statistics.memoryBytes = space.byteCount
    statistics.missProbability = search.fingerprints?.missProbability(
      states: statistics.uniqueStates)
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

// MARK: - Blocks

extension Exploration {
  /// What the states of a block lead to should fit into a processor's own cache.
  private static let largestBlock = 1 << 13
  /// The number of states that a worker takes at a time.
  private static let chunkSize = 32
  /// A block below this size is not worth waking threads for.
  private static let smallestSharedBlock = 128

  /// The number of states to look at before the next pause. A function of the count alone, so that
  /// every number of threads pauses at the same places, and a search that goes on from a checkpoint
  /// where one under other limits does.
  var batchSize: Int {
    let count = space.store.count
    return switch search.order {
    case .breadthFirst: min(Self.largestBlock, max(Self.smallestSharedBlock, count >> 2))
    case .depthFirst: min(512, max(1, count >> 8))
    }
  }

  /// The properties that states can still answer.
  private var watched: UInt64 {
    expectations.indices.reduce(0) { bits, property in
      let isOpen = expectations[property].isAboutSingleStates && discoveries[property] == nil
      return isOpen ? bits | 1 << UInt64(property) : bits
    }
  }

  private func process(_ batch: Batch) {
    defer { if batch.purpose == .expand { space.release(batch.block) } }
    for worker in workers {
      worker.watched = watched
      worker.onlyJudges = batch.purpose == .judge
      worker.increment = batch.purpose == .expandAgain ? 0 : 1
    }
    if workers.count > 1 && batch.block.count >= Self.smallestSharedBlock {
      processTogether(batch.block)
    } else {
      soleWorker.isAlone = true
      for chunk in chunks(0..<batch.block.count) where !stops() {
        _ = space.expand(chunk, of: batch.block, soleWorker)
      }
    }
  }

  private func processTogether(_ block: Block) {
    for worker in workers { worker.isAlone = false }
    let queue = ChunkQueue(block.count, chunkSize: Self.chunkSize)
    for worker in workers { worker.rest = 0..<0 }
    // Each iteration has a worker of its own; what workers share is read, or atomic.
    nonisolated(unsafe) let (space, workers) = (self.space, self.workers)
    nonisolated(unsafe) let isOutOfMemory = { self.limitOfMemoryReached != nil }
    let watch = watch
    while !queue.isEmpty || workers.contains(where: { !$0.rest.isEmpty }), !stops() {
      DispatchQueue.concurrentPerform(iterations: workers.count) { index in
        let worker = workers[index]
        while !watch.hasReason, !isOutOfMemory(),
          let chunk = worker.rest.isEmpty ? queue.next() : worker.rest
        {
          worker.rest = space.expand(chunk, of: block, worker)..<chunk.upperBound
          if !worker.rest.isEmpty { break }
        }
      }
      let fresh = space.store.fresh
      while fresh.isTableFull { fresh.table.grow() }
    }
    soleWorker.isAlone = true
    var deferred: [DeferredStep] = []
    for worker in workers {
      deferred += worker.deferred
      worker.deferred.removeAll()
    }
    deferred.sort { $0.order < $1.order }
    for chunk in chunks(deferred.indices) where !stops() {
      space.resolve(deferred[chunk], soleWorker)
    }
  }

  private func chunks(_ range: Range<Int>) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: Self.chunkSize).map {
      $0..<min($0 + Self.chunkSize, range.upperBound)
    }
  }

  /// Whether to stop at once, in the middle of a block.
  private func stops() -> Bool {
    report()
    return watch.hasReason || space.failure != nil || limitOfMemoryReached != nil
  }

  /// Takes over what the workers found in the last block.
  func takeOver(limit: Int) {
    let store = space.store
    let before = store.count
    let freshCount = workers.reduce(0) { $0 + $1.fresh.count }
    forEachWorker(of: freshCount) { $0.sortFresh() }
    let order = store.rank(workers.map(\.fresh), limit: limit)
    let ranked = order.prefix(store.count - before)
    var meetings: [Meeting] = []
    for worker in workers {
      meetings += worker.met
      worker.fresh.removeAll(keepingCapacity: true)
      worker.met.removeAll(keepingCapacity: true)
      worker.dropHandles()
      statistics.generatedStates += worker.generated
      statistics.boundaryCuts += worker.boundaryCuts
      worker.generated = 0
      worker.boundaryCuts = 0
      for (property, rank) in worker.hits.enumerated() where rank != .max {
        discoveries[property] = min(rank, discoveries[property] ?? .max)
        worker.hits[property] = .max
      }
    }
    keep(ranked, firstRank: before)
    lastFreshCount = ranked.count
    frontier.add(before..<store.count, in: store)
    if !meetings.isEmpty {
      let ranks = Dictionary(uniqueKeysWithValues: zip(ranked, UInt32(before)...))
      frontier.meet(meetings.compactMap { $0.ranked(by: ranks) }, in: store)
    }
    store.fresh.removeAll(order)
    space.endBlock(discarding: order[ranked.endIndex...])
    if search.limits.memoryBytes != nil {
      memory.measure(states: store.count, accounted: space.byteCount)
    }
  }

  /// Keeps fresh states in the order of their ranks, each thread a part of them.
  private func keep(_ handles: ArraySlice<UInt32>, firstRank: Int) {
    space.makeRoom(for: firstRank + handles.count)
    let parts = workers.count
    nonisolated(unsafe) let space = space
    forEachWorker(of: handles.count) { worker in
      let start = handles.count * worker.index / parts
      let end = handles.count * (worker.index + 1) / parts
      space.keep(handles[start..<end], firstRank: UInt32(firstRank + start), worker)
    }
  }

  /// Has each worker do its share of some work: all at the same time, if it is much.
  private func forEachWorker(of amount: Int, _ work: @Sendable (BlockWorker) -> Void) {
    // Each iteration has a worker of its own.
    nonisolated(unsafe) let workers = workers
    if workers.count > 1, amount >= Self.smallestSharedBlock {
      DispatchQueue.concurrentPerform(iterations: workers.count) { work(workers[$0]) }
    } else {
      workers.forEach(work)
    }
  }
}

// MARK: - The end

extension Exploration {
  /// Whether nothing is left to find out, and the space is not a small one anyway.
  private var hasAllAnswers: Bool {
    !expectations.isEmpty && watched == 0 && expectations.allSatisfy(\.isAboutSingleStates)
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
  private var limitOfMemoryReached: UndecidedReason? {
    guard let limit = search.limits.memoryBytes else { return nil }
    let store = space.store
    let next = store.count + max(2 * lastFreshCount, store.fresh.handleCount)
    return memory.held(accounted: space.byteCount) + space.growth(for: next) > limit
      ? .memoryLimit(limit) : nil
  }

  /// Judges the states that a limit leaves unexpanded, since a finding beats a limit.
  private func judgeFrontier() {
    while !watch.hasReason, var batch = frontier.next(atMost: Self.largestBlock) {
      batch.purpose = .judge
      process(batch)
      takeOver(limit: search.limits.states ?? .max)
    }
  }

  /// Whether a state at the depth limit has a successor that was not found.
  private var depthLimitHidesStates: Bool {
    frontier.unexpanded.contains { space.successors(ofRank: $0, soleWorker).leavesSearch }
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

extension Meeting {
  /// The state's rank, given those of fresh states, and the link; `nil` if the state got no rank.
  fileprivate func ranked(by ranks: [UInt32: UInt32]) -> (rank: UInt32, link: Link)? {
    switch state {
    case .ranked(let rank): (rank, link)
    case .fresh(let handle): ranks[handle].map { ($0, link) }
    }
  }
}

/// Chunks of a block, handed out in order to whoever asks.
private final class ChunkQueue: Sendable {
  private let count: Int
  private let chunkSize: Int
  private let start = Atomic<Int>(0)

  init(_ count: Int, chunkSize: Int) {
    self.count = count
    self.chunkSize = chunkSize
  }

  var isEmpty: Bool { start.load(ordering: .relaxed) >= count }

  func next() -> Range<Int>? {
    let start = start.wrappingAdd(chunkSize, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + chunkSize, count) : nil
  }
}
