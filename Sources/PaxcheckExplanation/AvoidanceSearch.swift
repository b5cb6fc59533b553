package import PaxcheckModel

/// Looks for behaviours on which a condition is never true: such that end before it is, or go round in
/// a circle without it.
///
/// What one search finds hopeless, later ones do not look at again.
package struct AvoidanceSearch<M: Model> {
  package enum Answer {
    /// This behaviour avoids the condition, until it ends or for ever.
    case possible(Path<M>)
    /// On every behaviour the condition becomes true.
    case impossible
    case undecided(UndecidedReason)
  }

  private struct Frame {
    let state: M.State
    let steps: [Path<M>.Step]
    var next = 0
  }

  private let model: M
  private let condition: (M.State) -> Bool
  private let limit: Int
  private let isStopped: () -> Bool
  /// How many states were looked at.
  package private(set) var visited = 0
  /// States from which the condition cannot be avoided.
  private var hopeless: Set<M.State> = []
  private var frames: [Frame] = []
  private var depths: [M.State: Int] = [:]

  /// - Parameters:
  ///   - limit: How many states to look at, in all searches together.
  ///   - isStopped: Whether somebody wants it to end.
  package init(
    _ model: M, avoiding condition: @escaping (M.State) -> Bool, limit: Int,
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.isStopped = isStopped
    self.model = model
    self.condition = condition
    self.limit = limit
  }

  /// Searches depth first, because behaviours that end are deep.
  package mutating func search(from start: M.State) -> Answer {
    guard !isHopeless(start) else { return .impossible }
    (frames, depths) = ([], [:])
    var leavesBoundary = false
    enter(start)
    while let frame = frames.last {
      guard !isStopped() else { return .undecided(.interrupted) }
      if frame.steps.isEmpty { return .possible(path(from: start)) }
      guard frame.next < frame.steps.count else {
        leave(frame)
        continue
      }
      frames[frames.count - 1].next += 1
      let next = frame.steps[frame.next].state
      if isHopeless(next) { continue }
      if let depth = depths[next] { return .possible(path(from: start, loopStart: depth)) }
      guard model.isWithinBoundary(next) else {
        leavesBoundary = true
        continue
      }
      guard visited < limit else { return .undecided(.stateLimit(limit)) }
      enter(next)
    }
    return leavesBoundary ? .undecided(.boundary) : .impossible
  }

  private func isHopeless(_ state: M.State) -> Bool {
    hopeless.contains(state) || condition(state)
  }

  private mutating func enter(_ state: M.State) {
    visited += 1
    depths[state] = frames.count
    let steps = model.actions(in: state).compactMap { action in
      model.successor(of: state, after: action).map { Path<M>.Step(action: action, state: $0) }
    }
    frames.append(Frame(state: state, steps: steps))
  }

  private mutating func leave(_ frame: Frame) {
    hopeless.insert(frame.state)
    depths[frame.state] = nil
    frames.removeLast()
  }

  private func path(from start: M.State, loopStart: Int? = nil) -> Path<M> {
    let taken = frames.filter { $0.next > 0 }.map { $0.steps[$0.next - 1] }
    return Path(initialState: start, steps: taken, loopStart: loopStart)
  }
}
