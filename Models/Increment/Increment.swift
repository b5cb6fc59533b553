public import PaxcheckKit

/// Threads that each read a shared counter and write it back, one larger, with or without a lock.
///
/// Without the lock an update can be lost: the smallest race there is.
///
/// - SeeAlso: `examples/increment.rs` and `examples/increment_lock.rs` of stateright.
public struct Increment: Model {
  /// What a thread has done so far.
  public enum Phase: UInt8, Comparable, Sendable {
    case started
    case locked
    case read
    case written
    case unlocked

    public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
  }

  /// What is assumed of threads, if they are claimed to come to their end.
  public enum Fairness: String, CaseIterable, Sendable {
    /// Nothing is claimed that must come true.
    case unasked
    /// A thread goes on as long as it can.
    case threads
    /// Some thread goes on as long as one can.
    case next
    case none
  }

  /// A thread and what it has seen.
  public struct Thread: Hashable, Sendable {
    public var phase: Phase
    /// The counter as it was when the thread read it.
    public var seen = 0
  }

  public struct State: Hashable, Sendable {
    public var counter = 0
    public var isLocked = false
    public var threads: [Thread]
  }

  public enum Action: Hashable, Sendable {
    case lock(Int)
    case read(Int)
    case write(Int)
    case unlock(Int)

    /// The thread that does it.
    var thread: Int {
      switch self {
      case .lock(let thread), .read(let thread), .write(let thread), .unlock(let thread): thread
      }
    }
  }

  private let threads: Int
  private let usesLock: Bool
  private let assumption: Fairness
  private let bug: Bug?

  public init(threads: Int, usesLock: Bool, fairness: Fairness = .unasked, bug: Bug? = nil) {
    self.threads = threads
    self.usesLock = usesLock
    assumption = fairness
    self.bug = bug
  }

  public var initialStates: [State] {
    let started = Thread(phase: usesLock ? .started : .locked)
    return [State(threads: Array(repeating: started, count: threads))]
  }

  public func actions(in state: State) -> [Action] {
    state.threads.indices.flatMap { thread in
      let isPolite = bug == .givesWay && state.threads[thread].phase == .locked
      return [nextAction(of: thread, in: state)].compactMap(\.self)
        + (isPolite ? [.unlock(thread)] : [])
    }
  }

  private func nextAction(of thread: Int, in state: State) -> Action? {
    switch state.threads[thread].phase {
    case .started: state.isLocked && bug != .ignoresTheLock ? nil : .lock(thread)
    case .locked: .read(thread)
    case .read: .write(thread)
    case .written: usesLock ? .unlock(thread) : nil
    case .unlocked: nil
    }
  }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .lock(let thread):
      next.isLocked = true
      next.threads[thread].phase = .locked
    case .read(let thread):
      next.threads[thread].seen = bug == .readsOldNews ? 0 : state.counter
      next.threads[thread].phase = .read
      if bug == .readsAndWritesAtOnce { write(thread, &next) }
      if bug == .unlocksTooEarly { next.isLocked = false }
    case .write(let thread):
      write(thread, &next)
    case .unlock(let thread):
      next.isLocked = bug == .neverUnlocks
      let isDone = state.threads[thread].phase == .written
      next.threads[thread].phase = isDone ? .unlocked : .started
    }
    return next
  }

  private func write(_ thread: Int, _ next: inout State) {
    next.counter = next.threads[thread].seen + (bug == .writesWhatItRead ? 0 : 1)
    next.threads[thread].phase = .written
  }

  public var fairness: [FairnessRule<Self>] {
    switch assumption {
    case .unasked: []
    case .threads: [.weak(StepClasses("steps of threads") { $0.thread })]
    case .next: [.weak(.every)]
    case .none: [.nothing]
    }
  }

  /// What must come true in the end.
  private var progress: [Property<Self>] {
    if assumption == .unasked { return [] }
    return .leadsTo(
      "each thread gets its turn", forEach: Array(0..<threads),
      from: { $0.threads[$1].phase < .written }, to: { $0.threads[$1].phase >= .written })
  }

  public var properties: [Property<Self>] {
    let mutualExclusion = Property<Self>.always("one thread at a time") { state in
      state.threads.count { .locked <= $0.phase && $0.phase < .unlocked } <= 1
    }
    return [
      .always("no update is lost") { state in
        state.counter == state.threads.count { $0.phase >= .written }
      },
      .sometimes("all updates are counted") { $0.counter == $0.threads.count },
    ] + (usesLock ? [mutualExclusion] : []) + progress
  }
}
