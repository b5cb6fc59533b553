import Dispatch
import PaxcheckModel
import PaxcheckStateSpace
import Synchronization

/// One exhaustive search under way: it hands out blocks of states, puts together what the workers
/// found, and knows when to stop.
final class Exploration {
  let space: any StateSpace
  private let search: ExhaustiveSearch
  private let expectations: [Expectation]
  private let workers: [BlockWorker]
  let watch: StopWatch

  /// For each property the rank of the state that answers it, once there is one.
  private(set) var discoveries: [UInt32?]
  private(set) var statistics = SearchStatistics()
  /// Why the search ended before the space did, unless it had all its answers.
  private(set) var stopReason: UndecidedReason?
  /// Whether an initial state lies outside the boundary.
  private(set) var startsOutside = false
  private var frontier: any Frontier
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
  func run() {
    space.insertInitialStates(soleWorker)
    takeOver()
    startsOutside = statistics.boundaryCuts > 0
    while stopReason == nil, space.failure == nil, !hasAllAnswers,
      let batch = frontier.next(atMost: batchSize)
    {
      process(batch)
      takeOver()
      stopReason = watch.reason ?? limitReached
    }
    if case .stateLimit = stopReason { judgeFrontier() }
    if stopReason == nil, let depth = search.limits.depth, depthLimitHidesStates {
      stopReason = .depthLimit(depth)
    }
    finish()
  }

  private func finish() {
    statistics.uniqueStates = space.store.count
    statistics.maxDepth = frontier.deepest
    statistics.isComplete = stopReason == nil && frontier.count == 0
    statistics.memoryBytes = space.byteCount
    statistics.engineFigures = space.figures
    if search.countsActions { statistics.actionCounts = space.kindCounts }
  }
}

// MARK: - Blocks

extension Exploration {
  private static let largestBlock = 1 << 15
  /// The number of states that a worker takes at a time.
  private static let chunkSize = 32
  /// More bytes than expanding a state is likely to take.
  private static let memoryPerState = 1 << 12
  /// A block below this size is not worth waking threads for.
  private static let smallestSharedBlock = 128

  /// The number of states to look at before the next pause. A function of counts alone, so that
  /// every number of threads pauses at the same places.
  private var batchSize: Int {
    var size = Self.largestBlock
    if search.order == .depthFirst { size = min(512, max(1, space.store.count >> 8)) }
    if let limit = search.limits.states {
      size = min(size, max(1, (limit - space.store.count) / 8))
    }
    if let limit = search.limits.memoryBytes {
      size = min(size, max(1, (limit - space.byteCount) / Self.memoryPerState))
    }
    return size
  }

  /// The properties that states can still answer.
  private var watched: UInt64 {
    expectations.indices.reduce(0) { bits, property in
      let isOpen = expectations[property].isAboutSingleStates && discoveries[property] == nil
      return isOpen ? bits | 1 << UInt64(property) : bits
    }
  }

  private func process(_ batch: Batch) {
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
    let queue = ChunkQueue(chunks(0..<block.count))
    // Each iteration has a worker of its own; what workers share is read, or atomic.
    nonisolated(unsafe) let (space, workers) = (self.space, self.workers)
    let watch = watch
    while !queue.isEmpty && !stops() {
      DispatchQueue.concurrentPerform(iterations: workers.count) { index in
        while !watch.hasReason, let chunk = queue.next() {
          let end = space.expand(chunk, of: block, workers[index])
          if end < chunk.upperBound {
            queue.putBack(end..<chunk.upperBound)
            break
          }
        }
      }
      while space.store.isTableFull { space.store.table.grow() }
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
    return watch.hasReason || space.failure != nil
  }

  /// Takes over what the workers found in the last block.
  private func takeOver() {
    var fresh: [UInt32] = []
    var meetings: [(handle: UInt32, link: Link)] = []
    for worker in workers {
      fresh += worker.fresh
      meetings += worker.met
      worker.fresh.removeAll(keepingCapacity: true)
      worker.met.removeAll(keepingCapacity: true)
      statistics.generatedStates += worker.generated
      statistics.boundaryCuts += worker.boundaryCuts
      worker.generated = 0
      worker.boundaryCuts = 0
      for (property, rank) in worker.hits.enumerated() where rank != .max {
        discoveries[property] = min(rank, discoveries[property] ?? .max)
        worker.hits[property] = .max
      }
    }
    let before = space.store.count
    space.store.rank(fresh, limit: search.limits.states ?? .max)
    frontier.add(before..<space.store.count, in: space.store)
    if !meetings.isEmpty { frontier.meet(meetings, in: space.store) }
  }
}

// MARK: - The end

extension Exploration {
  /// Whether nothing is left to find out, and the space is not a small one anyway.
  private var hasAllAnswers: Bool {
    !expectations.isEmpty && watched == 0 && expectations.allSatisfy(\.isAboutSingleStates)
      && space.store.count > Self.smallSpace
  }

  /// The limit that the search has come to.
  private var limitReached: UndecidedReason? {
    let store = space.store
    if let limit = search.limits.states, store.count >= limit, frontier.count > 0 {
      return .stateLimit(limit)
    }
    if let limit = search.limits.memoryBytes {
      let next = store.isTableFull ? 2 * store.table.byteCount : 0
      if space.byteCount + next > limit { return .memoryLimit(limit) }
    }
    return nil
  }

  /// Judges the states that a limit leaves unexpanded, since a finding beats a limit.
  private func judgeFrontier() {
    while !watch.hasReason, var batch = frontier.next(atMost: Self.largestBlock) {
      batch.purpose = .judge
      process(batch)
      takeOver()
    }
  }

  /// Whether a state at the depth limit has a successor that was not found.
  private var depthLimitHidesStates: Bool {
    frontier.unexpanded(in: space.store).contains {
      space.successors(ofHandle: $0, soleWorker).leavesSearch
    }
  }

  private func report() {
    guard let progress = search.progress else { return }
    let elapsed = watch.elapsed
    guard elapsed - lastReport >= .milliseconds(100) else { return }
    lastReport = elapsed
    var report = SearchProgress()
    report.uniqueStates = space.store.count
    report.generatedStates = statistics.generatedStates
    report.depth = frontier.deepest
    report.frontier = frontier.count
    report.memoryBytes = space.byteCount
    report.elapsed = elapsed
    progress(report)
  }
}

/// Chunks of a block, handed out in order to whoever asks.
private final class ChunkQueue: Sendable {
  private let chunks: Mutex<ArraySlice<Range<Int>>>

  init(_ chunks: [Range<Int>]) { self.chunks = Mutex(chunks[...]) }

  var isEmpty: Bool { chunks.withLock { $0.isEmpty } }

  func next() -> Range<Int>? { chunks.withLock { $0.popFirst() } }

  func putBack(_ chunk: Range<Int>) {
    chunks.withLock { chunks in
      let place = chunks.firstIndex { $0.lowerBound > chunk.lowerBound } ?? chunks.endIndex
      chunks.insert(chunk, at: place)
    }
  }
}
