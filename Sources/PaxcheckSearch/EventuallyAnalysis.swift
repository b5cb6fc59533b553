import PaxcheckModel
import PaxcheckStateSpace

/// Looks for a behaviour on which a condition never holds.
///
/// Such a behaviour stays in the *region* of states that can be reached without meeting the condition.
/// It ends in a terminal state there, or it goes round in a cycle. The analysis is exact: it does not
/// matter how a state was first reached, nor that other paths join there.
///
/// - Complexity: O(*v* + *e*) time and space for *v* states and *e* transitions of the region.
struct EventuallyAnalysis {
  /// What the region shows.
  enum Result {
    case holds
    /// A path to a terminal state or, with a loop, for ever: action numbers from an initial state.
    case violated(initialState: Int, actions: [UInt32], loopStart: Int?)
    /// Nothing, but behaviours leave the boundary, or the part that was searched.
    case cut(leavesSearch: Bool)
    /// There was a reason to stop, or the model failed.
    case stopped(UndecidedReason?)
  }

  private let space: any StateSpace
  private let property: Int
  private let worker: BlockWorker
  private let limits: AnalysisLimits

  /// The region's states in breadth-first order, by rank; and the place of each.
  private var ranks: [UInt32] = []
  private var places: [UInt32: Int32] = [:]
  /// How each was reached: from which place, by which action; −1 for an initial state.
  private var parents: [(place: Int32, action: UInt32)] = []
  /// The edges inside the region, those of one state after those of another.
  private var edges: [(target: Int32, action: UInt32)] = []
  private var firstEdges: [Int] = [0]

  init(_ space: any StateSpace, property: Int, worker: BlockWorker, limits: AnalysisLimits) {
    self.space = space
    self.property = property
    self.worker = worker
    self.limits = limits
  }

  /// The memory held, in bytes, as an estimate.
  private var byteCount: Int {
    12 * ranks.capacity + 16 * places.capacity + 8 * edges.capacity + 8 * firstEdges.capacity
  }

  mutating func run() -> Result {
    enterInitialStates()
    var isCut = false
    var leavesSearch = false
    var place = 0
    while place < ranks.count {
      let reason = limits.reason(states: place, growth: byteCount)
      if reason != nil || space.failure != nil { return .stopped(reason) }
      let successors = space.successors(ofRank: ranks[place], worker)
      if successors.isTerminal { return violation(endingAt: place) }
      isCut = isCut || successors.isCut
      leavesSearch = leavesSearch || successors.leavesSearch
      for (rank, action) in successors.stored {
        guard let target = enter(rank, from: Int32(place), by: action) else { continue }
        edges.append((target, action))
      }
      firstEdges.append(edges.count)
      place += 1
    }
    if let reason = limits.reason(growth: StronglyConnectedComponents.byteCount(of: ranks.count)) {
      return .stopped(reason)
    }
    if let cycle = firstCycle() { return cycle }
    return isCut || leavesSearch ? .cut(leavesSearch: leavesSearch) : .holds
  }

  private mutating func enterInitialStates() {
    for rank in 0..<UInt32(space.store.count) {
      let link = space.store.tree[rank]
      guard link.rank == Link.root else { break }
      _ = enter(rank, from: -1, by: link.action)
    }
  }

  /// The place of a state in the region, or `nil` if the condition holds there.
  private mutating func enter(_ rank: UInt32, from parent: Int32, by action: UInt32) -> Int32? {
    if let place = places[rank] { return place < 0 ? nil : place }
    let isInRegion = !space.satisfies(property, rank: rank, worker)
    let place = isInRegion ? Int32(ranks.count) : -1
    places[rank] = place
    guard isInRegion else { return nil }
    ranks.append(rank)
    parents.append((parent, action))
    return place
  }

  private func violation(endingAt place: Int) -> Result {
    let stem = stem(to: place)
    return .violated(initialState: stem.initialState, actions: stem.actions, loopStart: nil)
  }

  /// The shortest way to a place.
  private func stem(to place: Int) -> (initialState: Int, actions: [UInt32]) {
    var actions: [UInt32] = []
    var place = place
    while parents[place].place >= 0 {
      actions.append(parents[place].action)
      place = Int(parents[place].place)
    }
    return (Int(parents[place].action), actions.reversed())
  }

  /// A lasso around the state nearest to the start that lies on a cycle.
  private func firstCycle() -> Result? {
    let components = StronglyConnectedComponents(firstEdges: firstEdges) { edges[$0].target }
    guard let start = ranks.indices.first(where: { components.isOnCycle($0) }) else { return nil }
    let stem = stem(to: start)
    let loop = loop(around: start, components)
    return .violated(
      initialState: stem.initialState, actions: stem.actions + loop.map(\.action),
      loopStart: stem.actions.count)
  }

  /// The shortest way from a place back to it.
  private func loop(
    around start: Int, _ components: StronglyConnectedComponents
  ) -> [(target: Int32, action: UInt32)] {
    var reachedBy: [Int: (place: Int, edge: Int)] = [:]
    var queue = [start]
    var head = 0
    while reachedBy[start] == nil {
      let place = queue[head]
      head += 1
      for edge in firstEdges[place]..<firstEdges[place + 1] {
        let target = Int(edges[edge].target)
        guard components.number[target] == components.number[start], reachedBy[target] == nil
        else { continue }
        reachedBy[target] = (place, edge)
        queue.append(target)
      }
    }
    var loop: [(target: Int32, action: UInt32)] = []
    var place = start
    repeat {
      guard let step = reachedBy[place] else { break }
      loop.append(edges[step.edge])
      place = step.place
    } while place != start
    return loop.reversed()
  }
}
