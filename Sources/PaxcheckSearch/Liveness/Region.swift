import PaxcheckModel
import PaxcheckStateSpace

/// The part of a space in which what must come true does not: the states in which a counterexample may go on
/// for ever, and the steps between them.
///
/// It does not matter how a state was first reached, nor that other paths join there.
struct Region {
  /// Why building the region came to an end.
  enum Result {
    /// Everything is there.
    case built
    /// A behaviour may end, or stay for ever, in the state at a place, and that is a counterexample.
    case end(place: Int)
    /// There was a reason to stop, or the model failed.
    case stopped(UndecidedReason?)
  }

  /// A step to a state of the region, given by its place, or to another one.
  struct Edge {
    let target: Int32
    let label: UInt32

    static var outside: Int32 { -1 }
  }

  private let space: any StateSpace
  private let property: Int
  private let expectation: Expectation
  private let worker: BlockWorker
  private let limits: AnalysisLimits
  private(set) var classes: FairClasses

  /// The region's states by rank, those first that are reached first.
  private(set) var ranks: [UInt32] = []
  /// From which place each was reached, and by which action; none for one with which the region begins.
  private var parents: [(place: Int32, action: UInt32)] = []
  /// The place of each state of the space: `unknown`, or `outside`.
  private var places: [Int32] = []
  /// The edges of each state, those of one after those of another.
  private(set) var edges: [Edge] = []
  private(set) var firstEdges: [Int] = [0]
  /// Whether a counterexample must pass through the state at a place again and again.
  private(set) var isGoal: [Bool] = []
  /// Whether a step leads out of the boundary, or out of the part that was searched.
  private(set) var isCut = false
  private(set) var leavesSearch = false
  /// Whether nothing ever asked for what must come true.
  private(set) var isVacuous = false

  private static var unknown: Int32 { -2 }
  private static var outside: Int32 { -1 }

  init(
    _ space: any StateSpace, property: Int, _ expectation: Expectation, _ classes: FairClasses,
    worker: BlockWorker, limits: AnalysisLimits
  ) {
    self.space = space
    self.property = property
    self.expectation = expectation
    self.classes = classes
    self.worker = worker
    self.limits = limits
  }

  /// The memory held, in bytes, as an estimate.
  private var byteCount: Int {
    12 * ranks.capacity + 4 * places.capacity + 8 * edges.capacity + 8 * firstEdges.capacity
      + isGoal.capacity
  }

  /// Finds the states and the steps.
  ///
  /// - Complexity: O(*v* + *e*) time and space for *v* states and *e* steps.
  mutating func build() -> Result {
    if let reason = limits.reason(growth: 4 * space.store.count) { return .stopped(reason) }
    places = Array(repeating: Self.unknown, count: space.store.count)
    var starts: ArraySlice<(rank: UInt32, depth: Int)> = []
    if expectation == .eventually || expectation == .leadsTo {
      starts = beginnings()[...]
      isVacuous = starts.isEmpty && expectation == .leadsTo
    } else {
      // A behaviour may come to its tail by way of any state.
      for rank in 0..<UInt32(space.store.count) { _ = enter(rank, from: Self.outside, by: 0) }
    }
    var place = 0
    var depth = 0
    var endOfLevel = 0
    while true {
      if place == endOfLevel {
        // A new level: the states that were found, and the beginnings that are as far from the start.
        if place == ranks.count, let next = starts.first { depth = max(depth, next.depth) }
        while let start = starts.first, start.depth <= depth {
          starts.removeFirst()
          _ = enter(start.rank, from: Self.outside, by: 0)
        }
        depth += 1
        endOfLevel = ranks.count
        if place == endOfLevel {
          if starts.isEmpty { return .built }
          continue
        }
      }
      let reason = limits.reason(states: place, growth: byteCount)
      if reason != nil || space.failure != nil { return .stopped(reason) }
      if expand(place) { return .end(place: place) }
      place += 1
    }
  }

  /// The states with which a part of a behaviour may begin that avoids the condition for ever, each with the
  /// number of steps that lead there, in that order.
  private func beginnings() -> [(rank: UInt32, depth: Int)] {
    let ranks = 0..<UInt32(space.store.count)
    if expectation == .eventually {
      return ranks.prefix { space.store.tree[$0].rank == Link.root }.map { ($0, 0) }
    }
    var depths: [Int] = []
    var starts: [(rank: UInt32, depth: Int)] = []
    for rank in ranks {
      if limits.reason(states: Int(rank)) != nil { break }
      let parent = space.store.tree[rank].rank
      // Where links were replaced a parent may come later.
      depths.append(parent < rank ? depths[Int(parent)] + 1 : 0)
      if space.originates(property, rank: rank, worker) { starts.append((rank, depths[Int(rank)])) }
    }
    return starts.sorted { ($0.depth, $0.rank) < ($1.depth, $1.rank) }
  }

  /// The place of a state in the region, or `nil` if it does not belong there.
  private mutating func enter(_ rank: UInt32, from parent: Int32, by action: UInt32) -> Int32? {
    let known = places[Int(rank)]
    if known != Self.unknown { return known == Self.outside ? nil : known }
    let isTrue = space.satisfies(property, rank: rank, worker)
    let isGoal = !isTrue
    let isInside = isGoal || expectation == .eventuallyAlways
    let place = isInside ? Int32(ranks.count) : Self.outside
    places[Int(rank)] = place
    guard isInside else { return nil }
    ranks.append(rank)
    parents.append((parent, action))
    self.isGoal.append(isGoal)
    return place
  }

  /// Finds the steps of the state at a place.
  ///
  /// - Returns: Whether a behaviour may end there, or stay for ever.
  private mutating func expand(_ place: Int) -> Bool {
    let rank = ranks[place]
    let successors = space.successors(ofRank: rank, worker)
    isCut = isCut || successors.isCut
    leavesSearch = leavesSearch || successors.leavesSearch
    var mustGoOn = false
    for (target, step) in successors.stored {
      // Where fairness is assumed, what changes nothing is no step.
      if target == rank && !classes.isEmpty { continue }
      mustGoOn = note(step, of: rank) || mustGoOn
      let targetPlace = enter(target, from: Int32(place), by: step.action) ?? Edge.outside
      if targetPlace != Edge.outside || !classes.isEmpty {
        edges.append(Edge(target: targetPlace, label: step.label))
      }
    }
    for step in successors.others where !classes.isEmpty {
      mustGoOn = note(step, of: rank) || mustGoOn
      edges.append(Edge(target: Edge.outside, label: step.label))
    }
    firstEdges.append(edges.count)
    return isGoal[place] && (classes.isEmpty ? successors.isTerminal : !mustGoOn)
  }

  /// Notes a step, and tells whether some rule is about it.
  private mutating func note(_ step: Successors.Step, of rank: UInt32) -> Bool {
    guard !classes.isEmpty else { return false }
    classes.meet(step, of: rank)
    return !classes[step.label].isEmpty
  }
}

extension Region {
  /// The edges of the state at a place.
  func edges(of place: Int) -> ArraySlice<Edge> { edges[firstEdges[place]..<firstEdges[place + 1]] }

  /// The classes of the steps that are possible in the state at a place.
  func possibleClasses(at place: Int) -> Set<UInt32> {
    edges(of: place).reduce(into: []) { $0.formUnion(classes[$1.label]) }
  }

  /// The shortest way to a place within the region: the rank of the state with which the region begins there,
  /// and the actions from there on.
  func stem(to place: Int) -> (start: UInt32, actions: [UInt32]) {
    var actions: [UInt32] = []
    var place = place
    while parents[place].place >= 0 {
      actions.append(parents[place].action)
      place = Int(parents[place].place)
    }
    return (ranks[place], actions.reversed())
  }

  /// The number of the action that an edge of a place stands for.
  func action(of edge: Edge, from place: Int) -> UInt32 {
    let successors = space.successors(ofRank: ranks[place], worker)
    let target = ranks[Int(edge.target)]
    guard
      let found = successors.stored.first(where: {
        $0.rank == target && $0.step.label == edge.label
      })
    else { Mistake.stop("a step that was there is gone") }
    return found.step.action
  }
}
