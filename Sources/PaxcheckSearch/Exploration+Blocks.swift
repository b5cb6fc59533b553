import PaxcheckModel
import PaxcheckStateSpace
import Synchronization

/// One block after the other: what the workers do with it, and how that is put together.
extension Exploration {
  /// What the states of a block lead to should fit into a processor's own cache.
  static let largestBlock = 1 << 13
  /// The number of states that a worker takes at a time.
  private static let chunkSize = 64
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

  /// The properties that states or steps can still answer.
  var watched: UInt64 {
    let open = discoveries.indices.reduce(UInt64(0)) {
      discoveries[$1] == nil ? $0 | 1 << UInt64($1) : $0
    }
    return open & expectations.bits(where: \.isDecidedAtOnce)
  }

  /// The properties about steps.
  var aboutSteps: UInt64 { expectations.bits { $0.decider == .step } }

  /// Looks at the states of a batch: expands them, or only judges them.
  func process(_ batch: Batch) {
    let block = batch.block
    let isShared = workers.count > 1 && block.count >= Self.smallestSharedBlock
    for worker in workers {
      worker.watch(watched, steps: aboutSteps)
      worker.onlyJudges = batch.purpose == .judge
      worker.increment = batch.purpose == .expandAgain ? 0 : 1
      worker.isAlone = !isShared
    }
    if batch.purpose != .judge, !missesAreFilled, memoized != nil {
      // Each worker notes its own misses.
      nonisolated(unsafe) let memoized = memoized
      inChunks(of: block.count, together: isShared) { _, chunk, worker in
        memoized?.findMisses(chunk, of: block, worker, fillsAtOnce: !isShared)
        return chunk.upperBound
      }
      fillMisses()
    }
    let next = blockAhead(of: batch)
    missesAreFilled = next != nil
    inChunks(of: block.count, together: isShared, afterMissesOf: next) { space, chunk, worker in
      space.expand(chunk, of: block, worker)
    }
    takeDeferredSteps(together: isShared)
    soleWorker.isAlone = true
  }

  /// The block that comes next, if its misses can be filled while a batch is expanded.
  ///
  /// Its misses are filled before the first one that expanding meets, on any number of threads:
  /// the order in which the memo is filled decides how components are numbered.
  private func blockAhead(of batch: Batch) -> Block? {
    // Only then does the size of the next batch not depend on what this one leads to.
    guard batch.purpose == .expand, let memoized, memoized.canLookAhead,
      batchSize == Self.largestBlock
    else { return nil }
    return frontier.upcoming(atMost: batchSize)
  }

  /// Takes the steps that workers put off, once what they wait for is there.
  private func takeDeferredSteps(together isShared: Bool) {
    while workers.contains(where: { !$0.deferred.isEmpty }), !stops() {
      fillMisses()
      var steps: [DeferredStep] = []
      for worker in workers {
        steps += worker.deferred
        worker.deferred.removeAll()
      }
      let deferred = steps
      let isMuch = isShared && deferred.count >= Self.smallestSharedBlock
      soleWorker.isAlone = !isMuch
      inChunks(of: deferred.count, together: isMuch) { space, chunk, worker in
        space.resolve(deferred[chunk], worker)
        return chunk.upperBound
      }
    }
    for worker in workers { worker.endMisses() }
  }

  /// Fills the misses that workers noted, in the order in which one worker alone would have.
  private func fillMisses() {
    var misses: [MemoMiss] = []
    for worker in workers {
      misses += worker.misses
      worker.misses.removeAll()
    }
    misses.sort()
    for start in stride(from: 0, to: misses.count, by: Self.chunkSize) where !stops() {
      memoized?.fill(misses[start..<min(start + Self.chunkSize, misses.count)], soleWorker)
    }
  }

  /// Does some work in chunks: all workers at the same time, or the sole worker.
  ///
  /// - Parameters:
  ///   - next: A block whose misses one worker fills first.
  ///   - work: Returns the place up to which it came, the end of the chunk unless there is no room for
  ///     more states.
  private func inChunks(
    of count: Int, together isShared: Bool, afterMissesOf next: Block? = nil,
    _ work: @Sendable (any StateSpace, Range<Int>, BlockWorker) -> Int
  ) {
    let nextQueue = ChunkQueue(next?.count ?? 0, chunkSize: Self.chunkSize)
    let queue = ChunkQueue(count, chunkSize: Self.chunkSize)
    guard isShared else {
      while let next, !stops(), let chunk = nextQueue.next() {
        memoized?.findMisses(chunk, of: next, soleWorker, fillsAtOnce: true)
      }
      while !stops(), let chunk = queue.next() { _ = work(space, chunk, soleWorker) }
      return
    }
    for worker in workers { worker.rest = 0..<0 }
    // Each iteration has a worker of its own; what workers share is read, or atomic.
    nonisolated(unsafe) let (space, workers, steps) = (self.space, self.workers, stepsToPlace)
    nonisolated(unsafe) let (name, memoized) = (nameOfPlace, self.memoized)
    nonisolated(unsafe) let isOutOfMemory = { self.limitOfMemoryReached != nil }
    let watch = watch
    while !queue.isEmpty || workers.contains(where: { !$0.rest.isEmpty }), !stops() {
      pool.perform { index in
        let worker = workers[index]
        Activity.after {
          steps(worker.place)
        } named: {
          name(worker.place)
        } while: {
          while let next, index == 0, !watch.hasReason, let chunk = nextQueue.next() {
            memoized?.findMisses(chunk, of: next, worker, fillsAtOnce: true)
          }
          while !watch.hasReason, !isOutOfMemory(),
            let chunk = worker.rest.isEmpty ? queue.next() : worker.rest
          {
            worker.rest = work(space, chunk, worker)..<chunk.upperBound
            if !worker.rest.isEmpty { break }
          }
        }
      }
      let fresh = space.store.fresh
      while fresh.isTableFull { fresh.table.grow() }
    }
  }

  /// Whether to stop at once, in the middle of a block. A limit that cut a block short has stopped the
  /// search, even if there is memory again at the end of the block.
  func stops() -> Bool {
    report()
    if let limit = limitOfMemoryReached {
      stopReason = stopReason ?? limit
      return true
    }
    return watch.hasReason || space.failure != nil
  }

  /// Takes over what the workers found in the last block.
  ///
  /// - Returns: Whether states were left out, since they are beyond the limit.
  @discardableResult
  func merge(limit: Int) -> Bool {
    let store = space.store
    let before = store.count
    forEachWorker(of: workers.reduce(0) { $0 + $1.freshCount }) { $0.listFresh() }
    let order = store.rank(workers.map(\.fresh), limit: limit)
    let ranked = order.prefix(store.count - before)
    var revisits: [Revisit] = []
    var known: [(handle: UInt32, rank: UInt32)] = []
    for worker in workers {
      revisits += worker.revisits
      known += worker.ranked
      worker.revisits.removeAll(keepingCapacity: true)
      worker.forgetFresh()
      statistics.generatedStates += worker.generated
      statistics.boundaryCuts += worker.boundaryCuts
      statistics.scenarioCuts += worker.scenarioCuts
      worker.generated = 0
      worker.boundaryCuts = 0
      worker.scenarioCuts = 0
      for (property, hit) in worker.takeHits().enumerated() {
        guard let hit else { continue }
        discoveries[property] = min(hit, discoveries[property] ?? hit)
      }
    }
    commit(ranked, firstRank: before)
    lastFreshCount = ranked.count
    frontier.add(before..<store.count, in: store)
    if !revisits.isEmpty {
      let ranks = Dictionary(
        uniqueKeysWithValues: zip(ranked, UInt32(before)...) + known.map { ($0.handle, $0.rank) })
      frontier.revisit(revisits.compactMap { $0.ranked(by: ranks) }, in: store)
    }
    store.fresh.removeAll(order + known.map(\.handle))
    space.endBlock(discarding: order[ranked.endIndex...])
    memory.measure(states: store.count, accounted: space.byteCount)
    return ranked.endIndex < order.endIndex
  }

  /// Commits fresh states in the order of their ranks, each thread a part of them.
  private func commit(_ handles: ArraySlice<UInt32>, firstRank: Int) {
    space.makeRoom(for: firstRank + handles.count, threads)
    let parts = workers.count
    nonisolated(unsafe) let space = space
    forEachWorker(of: handles.count) { worker in
      let start = handles.count * worker.index / parts
      let end = handles.count * (worker.index + 1) / parts
      space.commit(handles[start..<end], firstRank: UInt32(firstRank + start), worker)
    }
  }

  /// The workers' threads, for work that is no worker's.
  private var threads: Threads {
    Threads(size: pool.size) { self.pool.perform($0) }
  }

  /// Has each worker do its share of some work: all at the same time, if it is much.
  private func forEachWorker(of amount: Int, _ work: @Sendable (BlockWorker) -> Void) {
    // Each iteration has a worker of its own.
    nonisolated(unsafe) let workers = workers
    if workers.count > 1, amount >= Self.smallestSharedBlock {
      pool.perform { work(workers[$0]) }
    } else {
      workers.forEach(work)
    }
  }
}

extension Revisit {
  /// The state's rank, given those of fresh states, and the link; `nil` if the state got no rank.
  fileprivate func ranked(by ranks: [UInt32: UInt32]) -> (rank: UInt32, link: Link)? {
    switch state {
    case .ranked(let rank): (rank, link)
    case .fresh(let handle): ranks[handle].map { ($0, link) }
    }
  }
}

/// Chunks of a block, handed out in order.
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
