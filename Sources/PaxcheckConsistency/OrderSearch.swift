/// Looks for an order of the clients' operations that is legal and keeps what must come first.
///
/// Depth first, with memoised configurations: a configuration is how many operations of each client
/// have been placed, and the state of the object. Whatever follows depends on nothing else.
///
/// - SeeAlso: J. Wing, C. Gong, "Testing and Verifying Concurrent Objects", JPDC 1993; G. Lowe,
///   "Testing for Linearizability", CCPE 2017, §4, for the memoised configurations.
struct OrderSearch<Specification: SequentialSpecification> {
  /// The operations of one client in its order.
  struct Thread {
    let operations: [ClientOperation<Specification>]
    /// Per operation: how many operations of each thread must have been placed before it.
    let predecessors: [[Int]]
  }

  private struct Configuration: Hashable {
    let placed: [Int]
    let object: Specification
  }

  /// A moment of the order: the thread that took the last step, the object after it, and the next
  /// thread to try.
  private struct Frame {
    let thread: Int
    let object: Specification
    var nextThread = 0
  }

  private let threads: [Thread]
  private let limit: Int
  private let answeredCount: Int
  private var visited: Set<Configuration> = []
  /// The order so far. The first frame is the beginning, at which nothing is placed.
  private var frames: [Frame]
  private var placed: [Int]
  private var answeredPlaced = 0
  private var longest: (frames: [Frame], answered: Int)

  /// A search that gives up after `limit` configurations.
  init(threads: [Thread], initial: Specification, limit: Int) {
    self.threads = threads
    self.limit = limit
    answeredCount = threads.reduce(0) { sum, thread in
      sum + thread.operations.count { $0.response != nil }
    }
    frames = [Frame(thread: -1, object: initial)]
    placed = Array(repeating: 0, count: threads.count)
    longest = (frames, 0)
  }

  mutating func run(
    interruption: () -> StopReason? = { nil }
  ) -> ConsistencyVerdict<Specification> {
    var steps = 0
    while answeredPlaced < answeredCount {
      steps += 1
      if steps & 0x3FF == 0, let reason = interruption() { return .undecided(.stopped(reason)) }
      if visited.count >= limit { return .undecided(.configurations(visited.count)) }
      if let next = nextFrame() {
        push(next)
      } else if frames.count > 1 {
        pop()
      } else {
        return .inconsistent(explanation())
      }
    }
    return .consistent(operations(of: frames))
  }

  /// The next step that fits behind the order and leads to a new configuration.
  private mutating func nextFrame() -> Frame? {
    let last = frames.count - 1
    for thread in frames[last].nextThread..<threads.count {
      guard let operation = available(thread) else { continue }
      var object = frames[last].object
      guard perform(operation, on: &object) else { continue }
      var after = placed
      after[thread] += 1
      if visited.insert(Configuration(placed: after, object: object)).inserted {
        frames[last].nextThread = thread + 1
        return Frame(thread: thread, object: object)
      }
    }
    return nil
  }

  /// The first operation of a thread that is not placed, if all that must precede it is.
  private func available(_ thread: Int) -> ClientOperation<Specification>? {
    let index = placed[thread]
    guard index < threads[thread].operations.count else { return nil }
    let needed = threads[thread].predecessors[index]
    let isReady = needed.indices.allSatisfy { placed[$0] >= needed[$0] }
    return isReady ? threads[thread].operations[index] : nil
  }

  /// Performs an operation, and tells whether its answer is possible. Without an answer any is.
  private func perform(
    _ operation: ClientOperation<Specification>, on object: inout Specification
  ) -> Bool {
    if let response = operation.response {
      return object.accept(response, to: operation.operation)
    }
    _ = object.apply(operation.operation)
    return true
  }

  private mutating func push(_ frame: Frame) {
    if isAnswered(frame.thread) { answeredPlaced += 1 }
    placed[frame.thread] += 1
    frames.append(frame)
  }

  private mutating func pop() {
    if answeredPlaced > longest.answered { longest = (frames, answeredPlaced) }
    let frame = frames.removeLast()
    placed[frame.thread] -= 1
    if isAnswered(frame.thread) { answeredPlaced -= 1 }
  }

  /// Whether the next operation of a thread was answered.
  private func isAnswered(_ thread: Int) -> Bool {
    threads[thread].operations[placed[thread]].response != nil
  }

  private func operations(of frames: [Frame]) -> [ClientOperation<Specification>] {
    var positions = Array(repeating: 0, count: threads.count)
    return frames.dropFirst().map { frame in
      defer { positions[frame.thread] += 1 }
      return threads[frame.thread].operations[positions[frame.thread]]
    }
  }

  /// What stops the longest order. Called when the search is over, and nothing is placed any more.
  private mutating func explanation() -> Inconsistency<Specification> {
    for frame in longest.frames.dropFirst() { placed[frame.thread] += 1 }
    let object = longest.frames[longest.frames.count - 1].object
    let obstacles = threads.indices.compactMap { thread -> Inconsistency<Specification>.Obstacle? in
      guard let operation = available(thread), operation.response != nil else { return nil }
      var after = object
      let expected = after.apply(operation.operation)
      return .init(operation: operation, expected: expected)
    }
    let unplaced = threads.indices.flatMap { thread in
      threads[thread].operations[placed[thread]...].filter { $0.response != nil }
    }
    return Inconsistency(
      partialOrder: operations(of: longest.frames), unplaced: unplaced, obstacles: obstacles)
  }
}
