/// One thread's share of the work on a block: what it found, to be put together afterwards.
///
/// Only one thread at a time touches a worker, so the run-time checks of exclusive access are off for
/// what the hot loop reads and writes.
public final class BlockWorker {
  /// Keeps what another worker writes out of the cache lines of what this one does.
  private let margin = SIMD16<UInt64>()
  /// This worker's number.
  public let index: Int
  @usableFromInline let states: FreshStates
  /// Whether this worker is alone, so that it may extend tables at once. With several at work,
  /// whatever needs that is deferred to the end of the block.
  @exclusivity(unchecked) public var isAlone: Bool
  /// The properties still to be judged by states, a bit for each.
  @exclusivity(unchecked) public private(set) var watched: UInt64 = 0
  /// Those to be judged by steps.
  @exclusivity(unchecked) public private(set) var watchedSteps: UInt64 = 0
  /// Whether states are only judged, not expanded.
  @exclusivity(unchecked) public var onlyJudges = false
  /// Where the worker is at work.
  @exclusivity(unchecked) public var place = WorkPlace()
  /// What a step adds to the counts: 1, or 0 where a state is expanded once more.
  @exclusivity(unchecked) public var increment = 1

  /// The fresh states that this worker met first, by handle, once `listFresh()` has listed them.
  public private(set) var fresh: [UInt32] = []
  /// What is left of the chunk of states at which the worker paused, by place in the block.
  public var rest: Range<Int> = 0..<0
  /// What must be filled before the states of the block, or the deferred steps, can be expanded.
  public var misses: [MemoMiss] = []
  /// What the worker has noted in this block.
  private var noted: Set<MemoMiss.Subject> = []
  /// Steps that wait for a miss to be filled, or for room.
  public var deferred: [DeferredStep] = []
  /// Successors produced.
  @exclusivity(unchecked) public var generated = 0
  /// Successors outside the model's boundary.
  @exclusivity(unchecked) public var boundaryCuts = 0
  /// Those of them whose steps do not belong to the scenario.
  @exclusivity(unchecked) public var scenarioCuts = 0
  /// For each property, the first state or step that answers it.
  private var hits: [Discovery?]
  /// Whether states met again are noted in `revisits`.
  @exclusivity(unchecked) public var notesRevisits = false
  /// States met again, each with the way in which it was.
  public var revisits: [Revisit] = []

  /// The handles that are left of the last run.
  @exclusivity(unchecked) @usableFromInline var handles: Range<UInt32> = 0..<0
  /// Where the last run begins.
  private var runStart: UInt32 = 0
  /// What was used of the runs before.
  private var usedRuns: [Range<UInt32>] = []
  /// States that had a rank already when they got a handle, in the order of their handles.
  @exclusivity(unchecked) public internal(set) var ranked: [(handle: UInt32, rank: UInt32)] = []

  public init(_ index: Int, store: StateStore, isAlone: Bool, properties: Int) {
    self.index = index
    states = store.fresh
    self.isAlone = isAlone
    hits = Array(repeating: nil, count: properties)
  }

  /// Whether there is a handle for another new state; if not, get some with `refill()`.
  @inlinable @inline(__always)
  public var hasHandle: Bool { handles.lowerBound != handles.upperBound }

  /// The handle for the next new state.
  @inlinable @inline(__always)
  public var nextHandle: UInt32 { handles.lowerBound }

  /// Notes that the record at `nextHandle` is a new state.
  @inlinable @inline(__always)
  public func consumeHandle() { handles = handles.lowerBound &+ 1..<handles.upperBound }

  /// Gets new handles, and room in the table for them.
  ///
  /// - Returns: The number of records that the space must have room for; `nil` if the table is full
  ///   and cannot grow while others use it.
  public func refill() -> Int? {
    if isAlone {
      while states.isTableFull { states.table.grow() }
    } else if states.isTableOverfull {
      return nil
    }
    endRun()
    handles = states.reserveHandles(64)
    runStart = handles.lowerBound
    return Int(handles.upperBound)
  }

  private func endRun() {
    if runStart < handles.lowerBound { usedRuns.append(runStart..<handles.lowerBound) }
    runStart = handles.lowerBound
  }

  /// The number of fresh states that this worker met first.
  public var freshCount: Int {
    usedRuns.reduce(Int(handles.lowerBound - runStart)) { $0 + $1.count } - ranked.count
  }

  /// Lists the fresh states in the order of their links, which do not change any more.
  public func listFresh() {
    endRun()
    fresh.removeAll(keepingCapacity: true)
    var others = ranked[...]
    for run in usedRuns {
      var start = run.lowerBound
      while let (handle, _) = others.first, handle < run.upperBound {
        fresh += start..<handle
        start = handle + 1
        others.removeFirst()
      }
      fresh += start..<run.upperBound
    }
    // A worker that is alone meets them in this order.
    if states.isShared { fresh.sort { states.link($0) < states.link($1) } }
  }

  /// Notes a miss, unless this worker has noted it in this block: the first occasion counts, and a
  /// worker meets them in order.
  func note(_ miss: MemoMiss) {
    if noted.insert(miss.subject).inserted { misses.append(miss) }
  }

  /// Forgets what was noted in the block, which has been filled.
  public func endMisses() { noted.removeAll(keepingCapacity: true) }

  /// Forgets the fresh states, and the handles that are left, which are void after the end of the block.
  public func forgetFresh() {
    usedRuns.removeAll(keepingCapacity: true)
    ranked.removeAll(keepingCapacity: true)
    handles = 0..<0
    runStart = 0
  }

  /// Notes that a successor is a state that has a rank.
  @inlinable @inline(__always)
  func revisit(rank: UInt32, _ link: Link) {
    if notesRevisits { revisits.append(Revisit(state: .ranked(rank), link: link)) }
  }

  /// Notes that a successor is a state that has a rank, after it got a handle like a fresh one.
  @inline(__always)
  func revisit(rank: UInt32, under handle: UInt32, _ link: Link) {
    ranked.append((handle, rank))
    revisit(rank: rank, link)
  }

  /// Notes that a successor is a state that is fresh, but not new.
  @inlinable @inline(__always)
  func revisit(handle: UInt32, _ link: Link) {
    let replaced = states.isShared ? states.offer(link, to: handle) : nil
    if notesRevisits {
      revisits.append(Revisit(state: .fresh(handle), link: link))
      if let replaced { revisits.append(Revisit(state: .fresh(handle), link: replaced)) }
    }
  }

  /// Counts a successor that is cut off.
  @inlinable
  func countCut(isOutsideScenario: Bool) {
    boundaryCuts += increment
    if isOutsideScenario { scenarioCuts += increment }
  }

  /// Whether to pause before the next state.
  @inlinable
  public var shouldPause: Bool { !isAlone && states.isTableFull }

  /// Watches for what answers some properties, a bit for each; those among `steps` are about steps.
  public func watch(_ properties: UInt64, steps: UInt64) {
    watched = properties & ~steps
    watchedSteps = properties & steps
  }

  /// Notes that a state, or a step, answers some properties.
  public func hit(_ properties: UInt64, _ discovery: Discovery) {
    var rest = properties
    while rest != 0 {
      let property = rest.trailingZeroBitCount
      rest &= rest - 1
      hits[property] = min(hits[property] ?? discovery, discovery)
    }
  }

  /// Returns what was found since the last time, for each property.
  public func takeHits() -> [Discovery?] {
    defer { for property in hits.indices { hits[property] = nil } }
    return hits
  }
}

/// A way to a state that was known.
public struct Revisit: Sendable {
  public enum State: Sendable {
    case ranked(UInt32)
    /// A fresh state, by handle.
    case fresh(UInt32)
  }

  public let state: State
  public let link: Link

  @inlinable
  init(state: State, link: Link) {
    self.state = state
    self.link = link
  }
}

/// A step that a worker could not take yet.
public struct DeferredStep: Sendable {
  public let rank: UInt32
  public let action: UInt32

  @inlinable
  public init(rank: UInt32, action: UInt32) {
    self.rank = rank
    self.action = action
  }
}
