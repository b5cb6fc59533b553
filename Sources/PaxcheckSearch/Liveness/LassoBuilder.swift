import PaxcheckModel
import PaxcheckStateSpace

/// Finds a loop through a set of states round which a fair behaviour can go, as short as can be.
struct LassoBuilder {
  /// A step of the loop.
  struct Step {
    let place: Int
    let edge: Region.Edge
  }

  private let region: Region
  private let classes: FairClasses
  private let members: [Int]
  /// The number of each place among the members.
  private var numbers: [Int: Int] = [:]
  /// What a loop must do besides coming back, as far as it can be told beforehand.
  private var duties: [Duty] = []

  /// What a loop must do if it is to be fair, or to be a counterexample.
  private enum Duty {
    /// Take a step of a class, or visit a state in which none is possible.
    case weak(UInt32)
    /// Take a step of a class, or visit no state in which one is possible.
    case strong(UInt32)
    /// Visit a state in which the condition is false.
    case goal
  }

  /// The most duties, and states with sets of duties, up to which the loop is the shortest of all.
  private static var mostDuties: Int { 10 }
  private static var mostNodes: Int { 1 << 22 }

  init(_ region: Region, through members: [Int]) {
    self.region = region
    self.members = members
    classes = region.classes
    for (number, place) in members.enumerated() { numbers[place] = number }
    if members.contains(where: { !region.isGoal[$0] }) { duties.append(.goal) }
    var met: Set<UInt32> = []
    for place in members {
      for edge in region.edges(of: place) {
        for number in classes[edge.label] where met.insert(number).inserted {
          duties.append(classes.isStrong[Int(number)] ? .strong(number) : .weak(number))
        }
      }
    }
  }

  /// A loop from the first member back to it.
  ///
  /// It is the shortest if few classes of steps are possible along the way; otherwise it goes from each duty to
  /// the nearest state or step that fulfils another.
  func loop() -> [Step] {
    let bits = duties.reduce(0) { if case .strong = $1 { $0 + 2 } else { $0 + 1 } }
    return bits <= Self.mostDuties && members.count << bits <= Self.mostNodes
      ? shortestLoop(bits) : greedyLoop()
  }

  // MARK: - The shortest

  /// A breadth-first search over the members, each with what was done on the way.
  private func shortestLoop(_ bits: Int) -> [Step] {
    let start = members[0]
    let sets = 1 << bits
    var parents: [Int: (node: Int, step: Step)] = [:]
    let first = 0 * sets + progress(0, visiting: start)
    var queue = [first]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      let (place, done) = (members[node / sets], node % sets)
      for edge in region.edges(of: place) where edge.target >= 0 {
        guard let number = numbers[Int(edge.target)] else { continue }
        let now = progress(progress(done, taking: edge), visiting: Int(edge.target))
        let next = number * sets + now
        let step = Step(place: place, edge: edge)
        if number == 0, isFair(now) { return way(to: node, parents) + [step] }
        guard next != first, parents[next] == nil else { continue }
        parents[next] = (node, step)
        queue.append(next)
      }
    }
    return greedyLoop()
  }

  private func way(to node: Int, _ parents: [Int: (node: Int, step: Step)]) -> [Step] {
    var steps: [Step] = []
    var node = node
    while let (parent, step) = parents[node] {
      steps.append(step)
      node = parent
    }
    return steps.reversed()
  }

  private func progress(_ done: Int, visiting place: Int) -> Int {
    var done = done
    var bit = 1
    let possible = possibleClasses(at: place)
    for duty in duties {
      switch duty {
      case .goal:
        if region.isGoal[place] { done |= bit }
      case .weak(let number):
        if !possible.contains(number) { done |= bit }
      case .strong(let number):
        if possible.contains(number) { done |= bit }
        bit <<= 1
      }
      bit <<= 1
    }
    return done
  }

  private func progress(_ done: Int, taking edge: Region.Edge) -> Int {
    var done = done
    var bit = 1
    let taken = classes[edge.label]
    for duty in duties {
      switch duty {
      case .goal: break
      case .weak(let number):
        if taken.contains(number) { done |= bit }
      case .strong(let number):
        bit <<= 1
        if taken.contains(number) { done |= bit }
      }
      bit <<= 1
    }
    return done
  }

  private func isFair(_ done: Int) -> Bool {
    var bit = 1
    for duty in duties {
      switch duty {
      case .goal, .weak: if done & bit == 0 { return false }
      case .strong:
        let isPossible = done & bit != 0
        bit <<= 1
        if isPossible && done & bit == 0 { return false }
      }
      bit <<= 1
    }
    return true
  }

  private func possibleClasses(at place: Int) -> Set<UInt32> { region.possibleClasses(at: place) }

  // MARK: - A short one

  /// Goes from one duty that is left to the nearest place that fulfils it, until none is left.
  private func greedyLoop() -> [Step] {
    let start = members[0]
    var steps: [Step] = []
    var end = start
    while true {
      let closed =
        steps + way(from: end, isEmptyAllowed: !steps.isEmpty) { place, _ in place == start }
      let summary = Summary(of: closed, in: region)
      guard let duty = duties.first(where: { !summary.fulfils($0) }) else { return closed }
      steps += way(from: end) { place, edge in
        switch duty {
        case .goal: region.isGoal[place]
        case .weak(let number):
          edge.map { classes[$0.label].contains(number) } ?? false
            || !possibleClasses(at: place).contains(number)
        case .strong(let number): edge.map { classes[$0.label].contains(number) } ?? false
        }
      }
      end = steps.last.map { Int($0.edge.target) } ?? start
    }
  }

  /// The shortest way from a member to one that is looked for, or by an edge that is.
  private func way(
    from start: Int, isEmptyAllowed: Bool = false,
    to isGoal: (_ place: Int, _ edge: Region.Edge?) -> Bool
  ) -> [Step] {
    if isEmptyAllowed, isGoal(start, nil) { return [] }
    var parents: [Int: Step] = [:]
    func steps(to place: Int) -> [Step] {
      var steps: [Step] = []
      var place = place
      while place != start, let step = parents[place] {
        steps.append(step)
        place = step.place
      }
      return steps.reversed()
    }
    var queue = [start]
    var head = 0
    while head < queue.count {
      let place = queue[head]
      head += 1
      for edge in region.edges(of: place) where edge.target >= 0 {
        let target = Int(edge.target)
        guard numbers[target] != nil else { continue }
        let step = Step(place: place, edge: edge)
        if isGoal(target, edge) { return steps(to: place) + [step] }
        guard target != start, parents[target] == nil else { continue }
        parents[target] = step
        queue.append(target)
      }
    }
    Mistake.stop("a strongly connected set of states without a way from one to another")
  }
}

extension LassoBuilder {
  /// What a loop does, all in all.
  private struct Summary {
    private var taken: Set<UInt32> = []
    /// The classes that are possible somewhere along the loop, and all along it.
    private var somewhere: Set<UInt32> = []
    private var everywhere: Set<UInt32>?
    private var hasGoal = false

    init(of loop: [Step], in region: Region) {
      for step in loop {
        taken.formUnion(region.classes[step.edge.label])
        let possible = region.possibleClasses(at: step.place)
        somewhere.formUnion(possible)
        everywhere = everywhere?.intersection(possible) ?? possible
        hasGoal = hasGoal || region.isGoal[step.place]
      }
    }

    func fulfils(_ duty: Duty) -> Bool {
      switch duty {
      case .goal: hasGoal
      case .weak(let number): taken.contains(number) || everywhere?.contains(number) == false
      case .strong(let number): taken.contains(number) || !somewhere.contains(number)
      }
    }
  }
}
