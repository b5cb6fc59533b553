public import PaxcheckModel

/// Which states a model is asked about for a second time, and equal ones that came about independently of
/// them: what depends on the layout of a `Set` differs between the two.
@usableFromInline
struct StateTwins<State> {
  @usableFromInline let extent: Scrutiny.Extent
  /// The states up to which everything was asked again.
  @usableFromInline var count = 0
  /// The twins of the first states, and of those of one behaviour, by rank.
  @usableFromInline var states: [UInt32: State] = [:]
  /// The last state of that behaviour.
  @usableFromInline var end: UInt32?
  @usableFromInline var length = 0

  @inlinable
  init(_ extent: Scrutiny.Extent) { self.extent = extent }

  /// Whether all that is asked about a state is asked again.
  @inlinable
  func includes(_ rank: UInt32) -> Bool {
    extent == .whole || rank < limit && states[rank] != nil
      || isSampled(rank)
  }

  /// Whether a state is in the sample wherever it lies.
  @inlinable @inline(__always)
  func isSampled(_ rank: UInt32) -> Bool {
    UInt64(rank) &* 0x9E37_79B9_7F4A_7C15 < UInt64.max / 500
  }

  /// The rank up to which states may get twins.
  @inlinable var limit: UInt32 { extent == .whole ? 1 << 17 : 1 << 12 }

  /// Whether a state gets a twin: the first states, and the first found to follow the end of a behaviour.
  @inlinable
  mutating func wantsTwin(_ rank: UInt32, after parent: UInt32) -> Bool {
    if parent == end || end == nil, length < 60 {
      end = rank
      length += 1
      return true
    }
    return extent == .whole || rank < 100
  }
}

extension ValueSpace {
  /// Asks again about the sampled states among those that got a rank since the last time.
  @inlinable
  func askAgain() {
    guard twins.extent != .none, failure == nil else { return }
    let (ranks, limit) = (UInt32(twins.count)..<UInt32(store.count), twins.limit)
    let isWhole = twins.extent == .whole
    twins.count = store.count
    for rank in ranks where isWhole || rank < limit || twins.isSampled(rank) {
      if rank < limit, case let link = store.tree[rank], twins.wantsTwin(rank, after: link.rank) {
        twins.states[rank] = makeTwin(rank, link)
      }
      if failure == nil, twins.includes(rank) { askAgain(about: rank) }
      if failure != nil { return }
    }
  }

  /// Takes the step that first led to a state again, from the twin of the state before.
  @inlinable
  func makeTwin(_ rank: UInt32, _ link: Link) -> M.State? {
    let number = Int(link.action)
    let state = states.row(rank).pointee
    guard link.rank != Link.root else {
      let states = model.initialStates
      if number < states.count, states[number] == state { return states[number] }
      failure = .nondeterministic(where: "the list of initial states")
      return nil
    }
    let before = twins.states[link.rank] ?? states.row(link.rank).pointee
    asker?.place = WorkPlace(rank: link.rank)
    let actions = model.actions(in: before)
    asker?.place.action = link.action
    guard number < actions.count else {
      failure = .nondeterministic(where: "the list of actions in \(before)")
      return nil
    }
    let twin = withOtherMemory { model.successor(of: before, after: actions[number]) }
    if twin != state {
      failure = .nondeterministic(where: "the successor after '\(actions[number])'")
    }
    return twin
  }

  /// Asks for the actions in a state and what they lead to, twice.
  @inlinable
  func askAgain(about rank: UInt32) {
    let state = states.row(rank).pointee
    let twin = twins.states[rank] ?? state
    let hash = state.hashValue
    asker?.place = WorkPlace(rank: rank)
    let actions = model.actions(in: state)
    var successors: [M.State?] = []
    for (number, action) in actions.enumerated() {
      asker?.place.action = UInt32(number)
      successors.append(model.successor(of: state, after: action))
      if state.hashValue != hash {
        failure = .sharedState(where: "the successor after '\(action)'")
        return
      }
    }
    // The memory is taken once for all of them: that costs more than most answers.
    withOtherMemory { compare(actions, successors, withAnswersAbout: twin, of: rank) }
  }

  /// Compares what a state lists, and what that leads to, with what its twin does.
  @inlinable
  func compare(
    _ actions: [M.Action], _ successors: [M.State?], withAnswersAbout twin: M.State, of rank: UInt32
  ) {
    guard actions == model.actions(in: twin) else {
      failure = .nondeterministic(where: "the list of actions in \(twin)")
      return
    }
    for (number, action) in actions.enumerated() where failure == nil {
      asker?.place.action = UInt32(number)
      let again = model.successor(of: twin, after: action)
      let next = successors[number]
      if next != again {
        failure = .nondeterministic(where: "the successor after '\(action)'")
      } else if let next, let again, twins.states[rank] != nil,
        model.actions(in: next) != model.actions(in: again)
      {
        // States may be equal whatever the order in which they list what can happen.
        failure = .nondeterministic(where: "the list of actions in \(next)")
      }
    }
  }
}

extension ValueSpace {
  /// Logs the states that got a rank since this was done last, and the steps that first led to them.
  @usableFromInline
  func log(in answers: AnswerLog) {
    while loggedStates < store.count, !answers.isFull {
      let rank = UInt32(loggedStates)
      loggedStates += 1
      let link = store.tree[rank]
      let state = states.row(rank).pointee
      answers.add(UInt64(link.rank) << 32 | UInt64(link.action))
      answers.add(state, named: "\(M.State.self)")
      let action = action(of: link)
      if let action { answers.add(action, named: "\(M.Action.self)", isInText: true) }
      answers.end(
        action.map { "the successor after '\($0)'" } ?? "the list of initial states")
    }
  }

  private func action(of link: Link) -> M.Action? {
    guard link.rank != Link.root else { return nil }
    let actions = model.actions(in: states.row(link.rank).pointee)
    return Int(link.action) < actions.count ? actions[Int(link.action)] : nil
  }
}
