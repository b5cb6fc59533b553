import PaxcheckModel
import PaxcheckStateSpace

/// Looks for a state from which no behaviour leads to one where a condition holds.
///
/// It goes backward from the states where the condition holds, and then from those with a successor
/// that was not looked at, because that one might lead there. What neither reaches is a
/// counterexample. The analysis is exact.
///
/// - Complexity: O(*v* + *e*) time and space for *v* states and *e* transitions.
struct PossibilityAnalysis {
  enum Result {
    /// Every state that was found has a way to the goal.
    case holds
    /// The first state found that has none.
    case violated(rank: UInt32)
    /// Some states have no way that was looked at, but ways that lead out of what was looked at.
    case cut(leavesSearch: Bool)
    /// There was a reason to stop, or the model failed.
    case stopped(UndecidedReason?)
  }

  private let space: any StateSpace
  private let property: Int
  private let worker: BlockWorker
  private let limits: AnalysisLimits

  /// The edges, those that lead to one state linked to each other.
  private var edges: [(source: UInt32, next: UInt32)] = []
  private var lastEdge: [UInt32] = []
  /// The states that are known to have a way.
  private var hasWay: [Bool] = []
  private var unmarked: Int

  private static let none = UInt32.max

  init(_ space: any StateSpace, property: Int, worker: BlockWorker, limits: AnalysisLimits) {
    self.space = space
    self.property = property
    self.worker = worker
    self.limits = limits
    unmarked = space.store.count
  }

  mutating func run() -> Result {
    let count = space.store.count
    if let reason = limits.reason(growth: 5 * count) { return .stopped(reason) }
    lastEdge = Array(repeating: Self.none, count: count)
    hasWay = Array(repeating: false, count: count)
    var goals: [UInt32] = []
    var exits: [(rank: UInt32, leavesSearch: Bool)] = []
    for rank in 0..<UInt32(count) {
      let growth = 8 * edges.capacity + 4 * goals.capacity + 8 * exits.capacity
      let reason = limits.reason(states: Int(rank), growth: growth)
      if reason != nil || space.failure != nil { return .stopped(reason) }
      if space.satisfies(property, rank: rank, worker) {
        goals.append(rank)
        continue
      }
      let successors = space.successors(ofRank: rank, worker)
      for (target, _) in successors.stored { link(rank, to: target) }
      if successors.leavesSearch || successors.isCut {
        exits.append((rank, successors.leavesSearch))
      }
    }
    mark(goals)
    guard unmarked > 0 else { return .holds }
    let leavesSearch = exits.contains { !hasWay[Int($0.rank)] && $0.leavesSearch }
    mark(exits.map(\.rank))
    let trap = hasWay.firstIndex(of: false)
    return trap.map { .violated(rank: UInt32($0)) } ?? .cut(leavesSearch: leavesSearch)
  }

  private mutating func link(_ source: UInt32, to target: UInt32) {
    edges.append((source, lastEdge[Int(target)]))
    lastEdge[Int(target)] = UInt32(edges.count - 1)
  }

  /// Marks all states from which a way leads to one of `states`.
  private mutating func mark(_ states: [UInt32]) {
    var open = states
    while let state = open.popLast() {
      guard !hasWay[Int(state)] else { continue }
      hasWay[Int(state)] = true
      unmarked -= 1
      var edge = lastEdge[Int(state)]
      while edge != Self.none {
        open.append(edges[Int(edge)].source)
        edge = edges[Int(edge)].next
      }
    }
  }
}
