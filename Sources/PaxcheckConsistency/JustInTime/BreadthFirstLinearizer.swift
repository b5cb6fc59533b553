/// Follows all configurations of a history at once, event by event.
///
/// It keeps only those of the present event, so its memory does not grow with the history, but for
/// the witness. It is at its best where there is no linearization.
struct BreadthFirstLinearizer: ~Copyable {
  private var expansion: Expansion
  private var current: Antichain
  private var next: Antichain
  /// The next configuration of the present event.
  private var cursor = 0

  init(_ timeline: Timeline, initialStates: [Int], _ settings: LinearizationSettings) {
    expansion = Expansion(timeline, settings)
    current = expansion.antichain()
    next = expansion.antichain()
    expansion.begin(in: initialStates, &current)
  }

  /// Goes on until there is an answer or about so many configurations were created as are in the budget,
  /// from which they are taken.
  mutating func advance(budget: inout Int, _ table: inout TransitionTable) -> EncodedVerdict? {
    let start = expansion.effort
    defer { budget -= expansion.effort - start }
    let timeline = expansion.open.timeline
    while expansion.open.position < timeline.events.count {
      guard case .response(let operation, _) = timeline.events[expansion.open.position] else {
        expansion.move(to: expansion.open.position + 1, table)
        continue
      }
      while cursor < current.count {
        if expansion.isCutOff { return expansion.verdict }
        if expansion.effort - start > budget { return nil }
        if current.isMember(cursor) {
          expansion.load(current, cursor)
          expansion.expand(into: &next, &table)
        }
        cursor += 1
      }
      if expansion.isCutOff { return expansion.verdict }
      if next.count == 0 {
        let best = (0..<current.count).last { current.isMember($0) } ?? 0
        return .inconsistent(expansion.failure(of: operation, current, best, &table))
      }
      swap(&current, &next)
      next.removeAll()
      cursor = 0
      expansion.move(to: expansion.open.position + 1, table)
    }
    return .consistent(order: expansion.order(to: current.witnessNode(of: 0), &table))
  }
}
