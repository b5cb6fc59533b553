extension Expansion {
  /// The legal order that a configuration with this node stands for, up to the present event; empty if
  /// it is not wanted.
  ///
  /// The witness has the operations that were placed one by one. The eager ones and the hidden
  /// overwrites follow from them: this goes through the events once more and puts them in.
  func order(to node: Int32, _ table: inout TransitionTable) -> [Int] {
    guard givesReasons else { return [] }
    let (state, steps) = witness.path(to: node)
    var replay = OrderReplay(open.timeline, from: state)
    var path = steps[...]
    for position in 0..<open.position {
      switch open.timeline.events[position] {
      case .invocation(let operation, _): replay.invoke(operation)
      case .lostInvocation: break
      case .response(let operation, _):
        replay.placeEager(&table)
        while let (step, event) = path.first, event == position {
          path.removeFirst()
          replay.place(step, &table)
          replay.placeEager(&table)
        }
        replay.close(operation)
      }
    }
    return replay.order
  }

  /// What is known of an operation whose return no configuration gets beyond.
  func failure(
    of operation: Int, _ before: borrowing Antichain, _ best: Int, _ table: inout TransitionTable
  ) -> EncodedFailure {
    guard givesReasons else { return EncodedFailure(operation: operation) }
    return EncodedFailure(
      operation: operation, partialOrder: order(to: before.witnessNode(of: best), &table),
      states: Set((0..<visited.count).map { visited.state(of: $0) }).sorted())
  }
}

/// Rebuilds an order from a witness.
private struct OrderReplay {
  private let timeline: Timeline
  private let lostOperations: [[Int]]
  private var state: Int32
  private var pending: [Int] = []
  private var lost: [Int]
  private var placed: [Int] = []
  /// Per position in `placed`: the overwrites to put before it.
  private var hidden: [Int: [Int]] = [:]
  private var lastOverwrite: Int?

  init(_ timeline: Timeline, from state: Int32) {
    self.timeline = timeline
    self.state = state
    var members = timeline.groups.map { _ in [Int]() }
    let numbers = Dictionary(
      uniqueKeysWithValues: timeline.groups.enumerated().map { ($0.element, $0.offset) })
    for (index, operation) in timeline.operations.enumerated() where !operation.isAnswered {
      if let group = numbers[operation.action] { members[group].append(index) }
    }
    lostOperations = members.map { group in
      group.sorted { timeline.operations[$0].invoked < timeline.operations[$1].invoked }
    }
    lost = members.map { _ in 0 }
  }

  var order: [Int] { placed.indices.flatMap { (hidden[$0] ?? []) + [placed[$0]] } }

  mutating func invoke(_ operation: Int) { pending.append(operation) }

  mutating func placeEager(_ table: inout TransitionTable) {
    pending.removeAll { operation in
      let action = timeline.operations[operation].action
      let isEager =
        [.pure, .conditional].contains(table.role(of: action))
        && table.next(state, action) == TransitionTable.eager
      if isEager { placed.append(operation) }
      return isEager
    }
  }

  mutating func place(_ step: Witness.Step, _ table: inout TransitionTable) {
    let operation: Int
    switch step {
    case .operation(let known):
      operation = known
      pending.removeAll { $0 == known }
    case .lost(let group):
      operation = lostOperations[group][lost[group]]
      lost[group] += 1
    }
    let action = timeline.operations[operation].action
    state = table.next(state, action)
    if table.role(of: action) == .overwriting { lastOverwrite = placed.count }
    placed.append(operation)
  }

  /// An operation returns. If it was not placed, it took effect unseen before the last overwrite.
  mutating func close(_ operation: Int) {
    guard let index = pending.firstIndex(of: operation), let lastOverwrite else { return }
    pending.remove(at: index)
    hidden[lastOverwrite, default: []].append(operation)
  }
}
