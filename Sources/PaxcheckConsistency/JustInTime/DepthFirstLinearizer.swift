/// Follows one configuration of a history as far as it goes, then the next.
///
/// It is at its best where there is a linearization that is easy to find.
struct DepthFirstLinearizer {
  var expansion: Expansion
  /// Per response, in order: all configurations met before it.
  private var met: [Antichain]
  /// The positions of the responses.
  private let responses: [Int]
  /// What is left to try, the best last.
  private var untried: [(response: Int, index: Int)] = [(0, 0)]

  init(_ timeline: Timeline, initialState: Int, reductions: Reductions) {
    expansion = Expansion(timeline, reductions: reductions)
    responses = timeline.events.indices.filter {
      if case .response = timeline.events[$0] { true } else { false }
    }
    met = [expansion.antichain()]
    _ = met[0].insert(
      expansion.initialConfiguration(state: initialState), open: expansion.open)
  }

  /// Goes on until there is an answer or about `effort` configurations were created.
  mutating func advance(effort: Int, _ table: inout TransitionTable) -> EncodedVerdict? {
    let end = expansion.effort.addingReportingOverflow(effort).partialValue
    while let (response, index) = untried.popLast() {
      if response == responses.count {
        expansion.move(to: expansion.open.timeline.events.count, table)
        return .consistent(order: expansion.order(of: met[response], index, &table))
      }
      guard met[response].isMember[index] else { continue }
      expansion.move(to: responses[response], table)
      if met.count == response + 1 { met.append(expansion.antichain()) }
      let before = met[response + 1].count
      expansion.expand(met[response], index, into: &met[response + 1], &table)
      push(response + 1, from: before)
      if expansion.effort > end || expansion.isCutOff { return nil }
    }
    return .inconsistent(failure(&table))
  }

  /// Puts the new configurations where those that used the least are tried first.
  private mutating func push(_ response: Int, from first: Int) {
    let layout = expansion.layout
    let candidates = (first..<met[response].count).filter { met[response].isMember[$0] }
    let costs = candidates.map { index in
      met[response].words[(index * layout.stride + 2)..<((index + 1) * layout.stride)]
        .enumerated().reduce(0) { sum, word in
          sum + (word.offset < layout.maskWords ? 1 : 64) * word.element.nonzeroBitCount
        }
    }
    for choice in candidates.indices.sorted(by: { (costs[$0], $0) > (costs[$1], $1) }) {
      untried.append((response, candidates[choice]))
    }
  }

  /// The first response that no configuration gets beyond.
  private mutating func failure(_ table: inout TransitionTable) -> EncodedFailure {
    let response = met.lastIndex { $0.count > 0 } ?? 0
    expansion.move(to: responses[response], table)
    guard case .response(let operation, _) = expansion.open.timeline.events[responses[response]]
    else { preconditionFailure("event \(responses[response]) is no response") }
    var nothing = expansion.antichain()
    for index in 0..<met[response].count where met[response].isMember[index] {
      expansion.expand(met[response], index, into: &nothing, &table)
    }
    return EncodedFailure(
      operation: operation, before: met[response], met: expansion.visited, expansion, &table)
  }
}
