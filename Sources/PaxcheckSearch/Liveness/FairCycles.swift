import PaxcheckStateSpace

/// Looks for a set of states of a region round which a fair behaviour can go for ever.
///
/// A behaviour that goes round all of a strongly connected set takes every step within it again and again. That is
/// unfair if a step of a weak class is possible in all its states and none leads on within it: then every
/// smaller set is unfair, too. It is unfair if one of a strong class is possible somewhere and none leads on
/// within it: then a fair behaviour must keep to the other states, and the search goes on among these.
///
/// - SeeAlso: E. A. Emerson and C.-L. Lei, "Modalities for Model Checking", POPL 1985; R. S. Streett,
///   "Propositional Dynamic Logic of Looping and Converse Is Elementarily Decidable", 1982.
/// - Complexity: O(*v* + *e*) for each round of leaving states out, of which there are at most as many as
///   strong classes.
struct FairCycles {
  private let region: Region
  private let classes: FairClasses
  /// For each class the state, or the set, in which it was met last, and in how many states of the set.
  private var lastState: [Int]
  private var takenIn: [Int]
  private var possibleIn: [(set: Int, states: Int)]
  private var setCount = 0
  private var stateCount = 0

  init(_ region: Region) {
    self.region = region
    classes = region.classes
    let count = classes.isStrong.count
    lastState = Array(repeating: 0, count: count)
    takenIn = Array(repeating: 0, count: count)
    possibleIn = Array(repeating: (0, 0), count: count)
  }

  /// The places of the set whose first state is the first of all; `nil` if there is none.
  mutating func first() -> [Int]? {
    var best: [Int]?
    for members in components(of: Array(region.ranks.indices)) {
      if let best, members[0] >= best[0] { break }
      var open = [members]
      while let members = open.popLast() {
        switch examine(members) {
        case .unfair: break
        case .fair: if members[0] < best?[0] ?? .max { best = members }
        case .without(let rest): open += components(of: rest)
        }
      }
    }
    return best
  }

  private enum Finding {
    case fair
    case unfair
    /// A fair behaviour keeps to these.
    case without([Int])
  }

  /// The strongly connected sets among some places that have a cycle, in the order of their first places.
  private func components(of places: [Int]) -> [[Int]] {
    var local: [Int: Int32] = [:]
    let isWhole = places.count == region.ranks.count
    if !isWhole {
      for (number, place) in places.enumerated() { local[place] = Int32(number) }
    }
    var firstEdges = [0]
    var targets: [Int32] = []
    for place in places {
      for edge in region.edges(of: place) where edge.target >= 0 {
        if isWhole {
          targets.append(edge.target)
        } else if let target = local[Int(edge.target)] {
          targets.append(target)
        }
      }
      firstEdges.append(targets.count)
    }
    let components = StronglyConnectedComponents(firstEdges: firstEdges) { targets[$0] }
    var members: [Int32: [Int]] = [:]
    var order: [Int32] = []
    for (number, place) in places.enumerated() where components.isOnCycle(number) {
      let component = components.number[number]
      if members[component] == nil { order.append(component) }
      members[component, default: []].append(place)
    }
    return order.compactMap { members[$0] }
  }

  /// Whether a behaviour that goes round some places for ever is fair.
  private mutating func examine(_ members: [Int]) -> Finding {
    guard members.contains(where: { region.isGoal[$0] }) else { return .unfair }
    guard !classes.isEmpty else { return .fair }
    setCount += 1
    let inside = Set(members)
    var met: [UInt32] = []
    for place in members {
      stateCount += 1
      for edge in region.edges(of: place) {
        let isTaken = edge.target >= 0 && inside.contains(Int(edge.target))
        for number in classes[edge.label] {
          if isTaken { takenIn[Int(number)] = setCount }
          guard lastState[Int(number)] != stateCount else { continue }
          lastState[Int(number)] = stateCount
          if possibleIn[Int(number)].set != setCount {
            possibleIn[Int(number)] = (setCount, 0)
            met.append(number)
          }
          possibleIn[Int(number)].states += 1
        }
      }
    }
    let starved = met.filter { takenIn[Int($0)] != setCount }
    let isUnfair = starved.contains { number in
      !classes.isStrong[Int(number)] && possibleIn[Int(number)].states == members.count
    }
    if isUnfair { return .unfair }
    let forbidden = Set(starved.filter { classes.isStrong[Int($0)] })
    if forbidden.isEmpty { return .fair }
    return .without(
      members.filter { place in
        !region.edges(of: place).contains { edge in
          classes[edge.label].contains { forbidden.contains($0) }
        }
      })
  }
}
