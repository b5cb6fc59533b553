/// Follows one configuration of a history to its end, then the next.
///
/// It is at its best where there is a linearization that is easy to find.
struct DepthFirstLinearizer: ~Copyable {
  private var expansion: Expansion
  /// All configurations met.
  private var met: Antichain
  /// What is left to try, the best last.
  private var untried: [Int]
  /// Per position: that of the first response from there on, or the end.
  private let nextResponse: [Int]
  /// The last response that some configuration got to.
  private var furthest = 0

  init(_ timeline: Timeline, initialStates: [Int], _ settings: LinearizationSettings) {
    expansion = Expansion(timeline, settings)
    met = expansion.antichain()
    expansion.begin(in: initialStates, &met)
    untried = Array(initialStates.indices.reversed())
    nextResponse = timeline.nextResponses
  }

  /// Goes on until there is an answer, about so many configurations were created as are in the budget,
  /// from which they are taken, or `patience` of them without getting further than ever.
  mutating func advance(
    budget: inout Int, patience: Int = .max, _ table: inout TransitionTable
  ) -> EncodedVerdict? {
    let start = expansion.effort
    defer { budget -= expansion.effort - start }
    var progress = expansion.effort
    while let index = untried.popLast() {
      guard met.isMember(index) else { continue }
      let position = nextResponse[met.event(of: index)]
      expansion.move(to: position, table)
      guard position < nextResponse.count - 1 else {
        return .consistent(order: expansion.order(to: met.witnessNode(of: index), &table))
      }
      if position > furthest {
        furthest = position
        progress = expansion.effort
      }
      let first = met.count
      expansion.load(met, index)
      expansion.expand(into: &met, &table)
      push(from: first)
      if expansion.isCutOff { return expansion.verdict }
      if expansion.effort - start > budget || expansion.effort - progress > patience { return nil }
    }
    return .inconsistent(failure(&table))
  }

  /// Puts the new configurations where those that used the least are tried first.
  private mutating func push(from first: Int) {
    let candidates = (first..<met.count).filter { met.isMember($0) }
    guard candidates.count > 1 else {
      untried += candidates
      return
    }
    let costs = candidates.map { cost(of: $0) }
    untried += candidates.indices.sorted { (costs[$0], $0) > (costs[$1], $1) }
      .map { candidates[$0] }
  }

  /// How much a configuration has placed ahead of need, above all of what never returned.
  private func cost(of index: Int) -> Int {
    let (layout, base) = (met.layout, index * met.layout.stride)
    return (2..<layout.stride).reduce(0) { sum, word in
      sum + (word < 2 + layout.maskWords ? 1 : 64) * met.words[base + word].nonzeroBitCount
    }
  }

  /// The first response that no configuration gets beyond.
  private mutating func failure(_ table: inout TransitionTable) -> EncodedFailure {
    guard case .response(let operation, _) = expansion.open.timeline.events[furthest] else {
      preconditionFailure("event \(furthest) is no response")
    }
    expansion.move(to: furthest, table)
    var nothing = expansion.antichain()
    var last = 0
    for index in 0..<met.count
    where met.isMember(index) && nextResponse[met.event(of: index)] == furthest {
      last = index
      expansion.load(met, index)
      expansion.expand(into: &nothing, &table)
    }
    return expansion.failure(of: operation, met, last, &table)
  }
}
