import Dispatch
import PaxcheckStateSpace
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads that do one task after the other together. An idle thread spins briefly before it sleeps; no task
/// waits for a sleeping thread to wake.
final class ThreadPool {
  /// How many parts a task has.
  let size: Int
  private let queue: TaskQueue
  private var threads: [pthread_t] = []

  /// A pool of as many threads as there are processors, at most one for each part. With fewer, or if the
  /// system refuses a thread, a thread does several parts. Where the system limits memory, the stacks of
  /// threads do not take much of it.
  init(size: Int) {
    self.size = size
    let helpers = max(0, min(size - 1, Processors.count - 1, SystemMemoryLimits.mostHelpers))
    let queue = TaskQueue(parts: size, helpers: helpers)
    self.queue = queue
    threads = (0..<helpers).compactMap { helper in thread { queue.help(as: helper) } }
  }

  deinit {
    queue.close()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs a task once for each number below `size`, at the same time as far as there are threads, and
  /// returns when all are done.
  func perform(_ task: @Sendable (Int) -> Void) {
    withoutActuallyEscaping(task) { queue.perform($0) }
  }
}

/// Where the parts of a task are handed out.
private final class TaskQueue: @unchecked Sendable {
  // Unchecked: the task is written before a part can be claimed, and read only by threads that claimed one.
  private let parts: Int
  private var task: (@Sendable (Int) -> Void)?
  /// The next part of the task, below a number that changes with every task.
  private let next: Atomic<Int>
  private let done = Atomic(0)
  private let isClosed = Atomic(false)
  /// One for each helper.
  private let beginnings: [Signal]
  private let end = Signal()

  init(parts: Int, helpers: Int) {
    self.parts = parts
    next = Atomic(parts)
    beginnings = (0..<helpers).map { _ in Signal() }
  }

  func perform(_ task: @escaping @Sendable (Int) -> Void) {
    self.task = task
    done.store(0, ordering: .relaxed)
    let number = next.load(ordering: .relaxed) >> 32 + 1
    next.store(number << 32, ordering: .releasing)
    for beginning in beginnings { beginning.send() }
    while let part = claim() { doPart(part) }
    while done.load(ordering: .acquiring) < parts { end.wait() }
    self.task = nil
  }

  /// Does parts of tasks until there will be no more tasks.
  func help(as helper: Int) {
    while !isClosed.load(ordering: .acquiring) {
      while let part = claim() {
        doPart(part)
        if done.load(ordering: .relaxed) == parts { end.send() }
      }
      beginnings[helper].wait()
    }
  }

  func close() {
    isClosed.store(true, ordering: .releasing)
    for beginning in beginnings { beginning.send() }
  }

  private func claim() -> Int? {
    var current = next.load(ordering: .acquiring)
    while current & 0xFFFF_FFFF < parts {
      let (isClaimed, original) = next.compareExchange(
        expected: current, desired: current + 1, ordering: .acquiringAndReleasing)
      if isClaimed { return current & 0xFFFF_FFFF }
      current = original
    }
    return nil
  }

  private func doPart(_ part: Int) {
    run(part)
    done.add(1, ordering: .acquiringAndReleasing)
  }

  /// Apart, so that the task has been let go of when its part counts as done.
  @inline(never)
  private func run(_ part: Int) { task?(part) }
}

/// Lets one thread wait for others.
private final class Signal: Sendable {
  private let state = Atomic(State.idle)
  private let semaphore = DispatchSemaphore(value: 0)

  private enum State: Int, AtomicRepresentable {
    case idle
    case sent
    /// A thread sleeps until it is sent.
    case awaited
  }

  /// How often to look before going to sleep: for some hundred microseconds, which is what waking up may
  /// take.
  private static let patience = 512

  func send() {
    if state.exchange(.sent, ordering: .acquiringAndReleasing) == .awaited { semaphore.signal() }
  }

  /// Waits until it is sent, or returns at once if it was sent since the last time.
  func wait() {
    for _ in 0..<Self.patience where state.load(ordering: .relaxed) != .sent { sched_yield() }
    let (sleeps, _) = state.compareExchange(
      expected: .idle, desired: .awaited, ordering: .acquiringAndReleasing)
    if sleeps { semaphore.wait() }
    _ = state.exchange(.idle, ordering: .acquiringAndReleasing)
  }
}
