public import PaxcheckModel

/// The obviously correct search: a set of whole states, level by level, with no trick at all.
///
/// It is what the engine is compared with. It has no limits, so it wants small models.
public struct Oracle<M: Model> {
  /// What is known about one property.
  public struct Finding: Hashable, Sendable {
    public let property: String
    /// The verdict in the words of `Verdict.name`.
    public let verdict: String
    /// What the verdict is limited to, in the words of `Verdict.qualifier`.
    public let qualifier: String?
    /// The number of steps of a shortest behaviour that decides it; `nil` for an `eventually`.
    public let steps: Int?
  }

  /// Initial states plus every successor produced.
  public private(set) var generatedStates = 0
  /// Generated states that lie outside the boundary.
  public private(set) var boundaryCuts = 0
  /// One finding for each property, in the order of `Model.properties`.
  public private(set) var findings: [Finding] = []
  /// Every state reached, level by level.
  private var states: [M.State] = []
  private var numbers: [M.State: Int] = [:]
  /// The level on which each state was met first.
  private var levelNumbers: [Int] = []
  /// The steps from each state.
  private var steps: [[Step]] = []

  private let model: M

  /// A step and the number of the state that it leads to; `nil` if that lies outside the boundary.
  private struct Step {
    let action: M.Action
    let target: Int?
  }

  /// Looks at every reachable state of `model`.
  public init(_ model: M) {
    self.model = model
    for state in model.initialStates { _ = enter(state, at: 1) }
    while steps.count < states.count {
      let (state, level) = (states[steps.count], levelNumbers[steps.count])
      var found: [Step] = []
      for action in model.actions(in: state) {
        guard let next = model.successor(of: state, after: action) else { continue }
        found.append(Step(action: action, target: enter(next, at: level + 1)))
      }
      steps.append(found)
    }
    findings = model.properties.map(judge)
  }

  /// Counts a state that was just generated, and returns its number.
  private mutating func enter(_ state: M.State, at level: Int) -> Int? {
    generatedStates += 1
    guard model.isWithinBoundary(state) else {
      boundaryCuts += 1
      return nil
    }
    if let known = numbers[state] { return known }
    numbers[state] = states.count
    states.append(state)
    levelNumbers.append(level)
    return states.count - 1
  }

  /// Distinct states reached.
  public var uniqueStates: Int { states.count }

  /// The number of levels; the initial states are level 1.
  public var maxDepth: Int { levelNumbers.last ?? 0 }

  /// Every state reached and the level on which it was met first.
  public var levels: [M.State: Int] { numbers.mapValues { levelNumbers[$0] } }

  private func judge(_ property: Property<M>) -> Finding {
    func finding(_ verdict: String, level: Int? = nil) -> Finding {
      // Of states beyond the boundary nothing is known but that they can be reached.
      let isCut = boundaryCuts > 0
      let isOfNothing = verdict == "holds" && states.isEmpty
      let isOpen = verdict == "unreachable" && isCut || isOfNothing
      let isPart = verdict == "holds" && isCut && property.expectation != .eventually && !isOpen
      return Finding(
        property: property.name, verdict: isOpen ? "undecided" : verdict,
        qualifier: isPart ? "within the boundary" : nil, steps: level.map { $0 - 1 })
    }
    /// The level of the first state, by number, about which something is true.
    func level(where isTrue: (Int) -> Bool) -> Int? {
      states.indices.first(where: isTrue).map { levelNumbers[$0] }
    }
    func never(_ isTrue: (Int) -> Bool, stepsAfter: Int = 0) -> Finding {
      let level = level(where: isTrue)
      return finding(level == nil ? "holds" : "violated", level: level.map { $0 + stepsAfter })
    }
    let condition = property.condition
    switch property.expectation {
    case .always: return never { !condition(states[$0]) }
    case .sometimes:
      let level = level { condition(states[$0]) }
      return finding(level == nil ? "unreachable" : "reached", level: level)
    case .eventually where model.fairness.isEmpty:
      return finding(judgeEventually(condition))
    case .alwaysPossible: return judgeAlwaysPossible(condition, finding)
    case .atEnd: return never { steps[$0].isEmpty && !condition(states[$0]) }
    case .eventually, .leadsTo, .infinitelyOften, .eventuallyAlways:
      return finding(FairnessOracle(model, states).verdict(on: property))
    case .alwaysStep: return never({ isFollowedByViolation(of: property, $0) }, stepsAfter: 1)
    }
  }

  /// Whether one of the steps from a state breaks a claim about steps, and is not cut off.
  private func isFollowedByViolation(of property: Property<M>, _ state: Int) -> Bool {
    steps[state].contains { step in
      guard let next = step.target else { return false }
      return property.stepCondition?(states[state], step.action, states[next]) == false
    }
  }

  /// Goes back from the goal, and from the boundary; where neither leads there is no way.
  private func judgeAlwaysPossible(
    _ condition: (M.State) -> Bool, _ finding: (String, Int?) -> Finding
  ) -> Finding {
    var predecessors: [[Int]] = Array(repeating: [], count: states.count)
    for (state, steps) in steps.enumerated() {
      for next in steps.compactMap(\.target) { predecessors[next].append(state) }
    }
    func leading(to targets: [Int]) -> Set<Int> {
      var found = Set(targets)
      var open = targets
      while let state = open.popLast() {
        open += predecessors[state].filter { found.insert($0).inserted }
      }
      return found
    }
    let haveWay = leading(to: states.indices.filter { condition(states[$0]) })
    let atBoundary = states.indices.filter { steps[$0].contains { $0.target == nil } }
    let mayHaveWay = leading(to: Array(haveWay) + atBoundary)
    if let lost = states.indices.first(where: { !mayHaveWay.contains($0) }) {
      return finding("violated", levelNumbers[lost])
    }
    return finding(haveWay.count == states.count ? "holds" : "undecided", nil)
  }

  /// Looks at the states that can be reached while the condition has not held yet.
  ///
  /// A behaviour that ends there or stays there for ever is a counterexample; one that the boundary
  /// cuts there leaves the question open.
  private func judgeEventually(_ condition: (M.State) -> Bool) -> String {
    var edges: [Int: [Int]] = [:]
    let starts = model.initialStates.map { numbers[$0] }
    var isCut = starts.contains(nil)
    var isStuck = false
    var open = starts.compactMap(\.self)
    while let state = open.popLast() {
      guard !condition(states[state]), edges[state] == nil else { continue }
      let next = steps[state].compactMap(\.target)
      edges[state] = next
      isCut = isCut || next.count < steps[state].count
      isStuck = isStuck || steps[state].isEmpty
      open += next
    }
    if isStuck || hasCycle(edges) { return "violated" }
    return isCut ? "undecided" : "holds"
  }

  /// Takes away states that lead nowhere within the graph, until none is left or a cycle is.
  private func hasCycle(_ graph: [Int: [Int]]) -> Bool {
    var rest = graph
    while true {
      let kept = rest.filter { $0.value.contains { rest[$0] != nil } }
      if kept.count == rest.count { return !rest.isEmpty }
      rest = kept
    }
  }
}

extension Oracle {
  /// The finding about the property of this name, or `nil` if the model makes no such claim.
  public subscript(name: String) -> Finding? { findings.first { $0.property == name } }
}
