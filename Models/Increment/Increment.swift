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
  }

  private let threads: Int
  private let usesLock: Bool
  private let bug: Bug?

  public init(threads: Int, usesLock: Bool, bug: Bug? = nil) {
    self.threads = threads
    self.usesLock = usesLock
    self.bug = bug
  }

  public var initialStates: [State] {
    let started = Thread(phase: usesLock ? .started : .locked)
    return [State(threads: Array(repeating: started, count: threads))]
  }

  public func actions(in state: State) -> [Action] {
    state.threads.indices.compactMap { nextAction(of: $0, in: state) }
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
      next.threads[thread].phase = .unlocked
    }
    return next
  }

  private func write(_ thread: Int, _ next: inout State) {
    next.counter = next.threads[thread].seen + (bug == .writesWhatItRead ? 0 : 1)
    next.threads[thread].phase = .written
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
    ] + (usesLock ? [mutualExclusion] : [])
  }
}
