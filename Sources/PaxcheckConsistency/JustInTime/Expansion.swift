/// Finds what can happen until an operation returns: the step that all searches share.
///
/// An operation is placed only when a return forces it, and eager ones as soon as they are legal.
///
/// - SeeAlso: G. Lowe, "Testing for Linearizability", CCPE 2017, §5, for just-in-time linearization.
struct Expansion: ~Copyable {
  let layout: ConfigurationLayout
  private let settings: LinearizationSettings
  private(set) var open: OpenOperations
  private(set) var witness = Witness()
  /// Configurations met at the present event, before the operation that returns is placed.
  private(set) var visited: Antichain
  /// The number of configurations created so far: what the search costs.
  private(set) var effort = 0
  /// The reason that was given to cut an expansion off.
  private var stopReason: StopReason?
  private var steps = 0

  private var unexplored = Run<Int>()
  private var current: Run<UInt64>
  private var candidate: Run<UInt64>
  private var eagerMasks = Run<UInt64>()
  private var eagerStamps = Run<Int>()
  private var stamp = 0

  init(_ timeline: Timeline, _ settings: LinearizationSettings) {
    layout = ConfigurationLayout(timeline: timeline)
    self.settings = settings
    open = OpenOperations(timeline)
    visited = Antichain(layout, usesDominance: settings.reductions.contains(.dominance))
    current = Run(repeating: 0, count: layout.stride)
    candidate = Run(repeating: 0, count: layout.stride)
  }

  /// Whether an expansion was cut off, so that its result is incomplete.
  var isCutOff: Bool { effort > settings.limit || stopReason != nil }

  /// The verdict of a search that was stopped, if there was a reason.
  var verdict: EncodedVerdict? { stopReason.map { .undecided(.stopped($0)) } }

  /// Whether verdicts come with orders and with the states that were met.
  var givesReasons: Bool { settings.givesReasons }

  /// An antichain of this expansion's configurations.
  func antichain() -> Antichain {
    Antichain(layout, usesDominance: settings.reductions.contains(.dominance))
  }

  /// Adds the configurations before the first event, one in each of the first states.
  mutating func begin(in states: [Int], _ result: inout Antichain) {
    for state in states {
      let root = Witness.root(in: Int32(state))
      candidate[0] = UInt64(UInt32(state)) | UInt64(UInt32(bitPattern: root)) << 32
      _ = result.insert(candidate, before: 0, open: open)
    }
  }

  /// Goes to another moment of the timeline.
  mutating func move(to position: Int, _ table: TransitionTable) {
    while open.position < position { open.advance(table) }
    while open.position > position { open.retreat(table) }
    beginEvent()
  }

  /// Forgets the configurations met.
  mutating func beginEvent() {
    visited.removeAll()
    stamp += 1
  }

  /// Takes a configuration up.
  mutating func load(_ source: borrowing Antichain, _ index: Int) {
    current.copy(source.words, from: index * layout.stride)
  }

  /// Adds to `result` every way for the configuration taken up to get beyond the next event, a
  /// response.
  mutating func expand(into result: inout Antichain, _ table: inout TransitionTable) {
    guard case .response(let returning, let slot) = open.timeline.events[open.position] else {
      preconditionFailure("event \(open.position) is no response")
    }
    candidate.copy(current)
    if isPlaced(slot) || isEager(slot, &table) {
      emit(without: slot, into: &result)
      return
    }
    let operation = open.timeline.operations[returning]
    if settings.reductions.contains(.hiddenWrites), isOverwriting(slot),
      lastOverwrite > operation.invoked
    {
      emit(without: slot, into: &result)
      candidate.copy(current)
    }
    placeEager(&table)
    candidate[1] &= ~1
    visit()
    while !isCutOff, let next = unexplored.popLast() {
      steps += 1
      if steps & 0x3FF == 0 { stopReason = settings.interruption() }
      guard visited.isMember(next) else { continue }
      current.copy(visited.words, from: next * layout.stride)
      placeOpen(until: slot, into: &result, &table)
      placeLost(until: slot, into: &result, &table)
    }
  }

  /// Places each open operation that may come next.
  private mutating func placeOpen(
    until returning: Int, into result: inout Antichain, _ table: inout TransitionTable
  ) {
    for word in 0..<layout.maskWords {
      var choices = open.other[word] | open.conditional[word]
      if current[1] & 1 == 0 { choices |= open.overwriting[word] }
      choices &= ~current[2 + word]
      while choices != 0 {
        let slot = word << 6 + choices.trailingZeroBitCount
        choices &= choices - 1
        if settings.reductions.contains(.twins), hasEarlierTwin(slot) { continue }
        let next = table.next(state, open.actionInSlot[slot])
        guard next >= 0 else { continue }
        candidate.copy(current)
        candidate[2 + word] |= 1 << UInt64(slot & 63)
        finish(
          .operation(Int(open.operationInSlot[slot])), to: next,
          isOverwrite: isOverwriting(slot), until: returning, into: &result, &table)
      }
    }
  }

  /// Places one of each group of lost operations, where that changes something.
  private mutating func placeLost(
    until returning: Int, into result: inout Antichain, _ table: inout TransitionTable
  ) {
    for group in 0..<open.lostCount.count {
      let word = layout.counterWord(of: group)
      guard layout.count(of: group, in: current[word]) < open.lostCount[group] else { continue }
      let action = open.timeline.groups[group]
      let isOverwrite = table.role(of: action) == .overwriting
      if isOverwrite && current[1] & 1 == 1 { continue }
      let next = table.next(state, action)
      guard next >= 0, next != state else { continue }
      candidate.copy(current)
      candidate[word] += 1 << layout.counterShift(of: group)
      finish(
        .lost(group), to: next, isOverwrite: isOverwrite, until: returning, into: &result, &table)
    }
  }

  /// Completes a step that was entered in `candidate`, but for what follows from its state.
  private mutating func finish(
    _ step: Witness.Step, to next: Int32, isOverwrite: Bool, until returning: Int,
    into result: inout Antichain, _ table: inout TransitionTable
  ) {
    guard table.isViable(next, at: moment) else { return }
    candidate[0] = candidate[0] & ~0xFFFF_FFFF | UInt64(UInt32(next))
    let becameLegal = placeEager(&table)
    if settings.reductions.contains(.hiddenWrites), isOverwrite {
      candidate[1] = UInt64(moment + 1) << 1 | (becameLegal ? 0 : 1)
    } else {
      candidate[1] &= ~1
    }
    candidate[0] =
      candidate[0] & 0xFFFF_FFFF | UInt64(UInt32(bitPattern: witness.nextNode)) << 32
    let isNew = isPlaced(returning) ? emit(without: returning, into: &result) : visit()
    guard isNew else { return }
    let parent = Int32(truncatingIfNeeded: Int64(bitPattern: current[0]) >> 32)
    witness.add(step, at: open.position, after: parent)
  }

  /// - Returns: Whether the candidate is one that no other makes redundant.
  @discardableResult
  private mutating func visit() -> Bool {
    effort += 1
    let isNew = visited.insert(candidate, before: open.position, open: open)
    if isNew { unexplored.append(visited.count - 1) }
    return isNew
  }

  /// - Returns: Whether the candidate is one that no other makes redundant.
  @discardableResult
  private mutating func emit(without slot: Int, into result: inout Antichain) -> Bool {
    effort += 1
    candidate[2 + slot >> 6] &= ~(1 << UInt64(slot & 63))
    candidate[1] &= ~1
    return result.insert(candidate, before: open.position + 1, open: open)
  }
}

extension Expansion {
  /// The moment of the next event.
  private var moment: Int {
    guard case .response(let operation, _) = open.timeline.events[open.position] else { return -1 }
    return open.timeline.operations[operation].returned
  }

  private var state: Int32 { Int32(truncatingIfNeeded: current[0] & 0xFFFF_FFFF) }

  private var lastOverwrite: Int { Int(current[1] >> 1) - 1 }

  private func isPlaced(_ slot: Int) -> Bool {
    candidate[2 + slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }

  private func isOverwriting(_ slot: Int) -> Bool {
    open.overwriting[slot >> 6] >> UInt64(slot & 63) & 1 == 1
  }

  private func hasEarlierTwin(_ slot: Int) -> Bool {
    let base = slot * layout.maskWords
    for word in 0..<layout.maskWords
    where open.earlierTwins[base + word] & ~current[2 + word] != 0 {
      return true
    }
    return false
  }

  private func isEager(_ slot: Int, _ table: inout TransitionTable) -> Bool {
    let word = slot >> 6
    guard (open.pure[word] | open.conditional[word]) >> UInt64(slot & 63) & 1 == 1 else {
      return false
    }
    return table.next(state, open.actionInSlot[slot]) == TransitionTable.eager
  }

  /// Places all operations that are eager in the candidate's state.
  ///
  /// - Returns: Whether there were any.
  @discardableResult
  private mutating func placeEager(_ table: inout TransitionTable) -> Bool {
    let state = Int(candidate[0] & 0xFFFF_FFFF)
    findEager(in: state, &table)
    var placed = false
    for word in 0..<layout.maskWords {
      let new = eagerMasks[state * layout.maskWords + word] & ~candidate[2 + word]
      candidate[2 + word] |= new
      placed = placed || new != 0
    }
    return placed
  }

  /// Finds the open operations that are eager in a state, unless that is known at this event.
  private mutating func findEager(in state: Int, _ table: inout TransitionTable) {
    while eagerStamps.count <= state {
      eagerStamps.append(0)
      for _ in 0..<layout.maskWords { eagerMasks.append(0) }
    }
    guard eagerStamps[state] != stamp else { return }
    eagerStamps[state] = stamp
    for word in 0..<layout.maskWords {
      var (mask, left) = (UInt64(0), open.pure[word] | open.conditional[word])
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left - 1
        let action = open.actionInSlot[word << 6 + bit]
        if table.next(Int32(state), action) == TransitionTable.eager { mask |= 1 << UInt64(bit) }
      }
      eagerMasks[state * layout.maskWords + word] = mask
    }
  }
}
