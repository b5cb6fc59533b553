/// The search for behaviours without a moment of some sort.
extension ValueSearch {
  /// A state on the way, with its steps.
  private struct Frame {
    let state: M.State
    let steps: [Path<M>.Step]
    var next = 0
  }

  /// Looks for a behaviour from a state on that ends, or goes round in a circle, without such a moment.
  mutating func avoid(_ isAvoided: (Moment<M>) -> Bool, from start: M.State) -> Answer {
    guard !hopeless.contains(start), !isAvoided(Moment(start)) else { return .none }
    var frames: [Frame] = []
    var depths: [M.State: Int] = [:]
    var leavesBoundary = false

    func enter(_ state: M.State) {
      visited += 1
      depths[state] = frames.count
      let steps = model.actions(in: state).compactMap { action in
        model.successor(of: state, after: action).map { Path<M>.Step(action: action, state: $0) }
      }
      frames.append(Frame(state: state, steps: steps))
    }
    func path(loopStart: Int? = nil) -> Path<M> {
      let taken = frames.filter { $0.next > 0 }.map { $0.steps[$0.next - 1] }
      return Path(initialState: start, steps: taken, loopStart: loopStart)
    }

    enter(start)
    while let frame = frames.last {
      if let obstacle { return .undecided(obstacle) }
      if frame.steps.isEmpty { return .found(path()) }
      guard frame.next < frame.steps.count else {
        hopeless.insert(frame.state)
        depths[frame.state] = nil
        frames.removeLast()
        continue
      }
      let step = frame.steps[frame.next]
      frames[frames.count - 1].next += 1
      if hopeless.contains(step.state)
        || isAvoided(Moment(step.state, after: (frame.state, step.action)))
      {
        continue
      }
      guard isWithinBoundary(step, from: frame.state) else {
        leavesBoundary = true
        continue
      }
      if let depth = depths[step.state] { return .found(path(loopStart: depth)) }
      if let limitReached { return .undecided(limitReached) }
      enter(step.state)
    }
    return leavesBoundary ? .undecided(.boundary) : .none
  }
}
