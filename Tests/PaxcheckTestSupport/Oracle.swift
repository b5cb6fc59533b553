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

  /// Distinct states reached.
  public private(set) var uniqueStates = 0
  /// Initial states plus every successor produced.
  public private(set) var generatedStates = 0
  /// The number of levels; the initial states are level 1.
  public private(set) var maxDepth = 0
  /// Generated states that lie outside the boundary.
  public private(set) var boundaryCuts = 0
  /// One finding for each property, in the order of `Model.properties`.
  public private(set) var findings: [Finding] = []
  /// Every state reached and the level on which it was met first.
  public private(set) var levels: [M.State: Int] = [:]

  private let model: M
  private let initialStates: [M.State]

  /// Looks at every reachable state of `model`.
  public init(_ model: M) {
    self.model = model
    initialStates = model.initialStates
    var level = enter(initialStates, at: 1)
    while !level.isEmpty {
      maxDepth += 1
      level = enter(level.flatMap(successors), at: maxDepth + 1)
    }
    uniqueStates = levels.count
    findings = model.properties.map(judge)
  }

  /// Counts states that were just generated, and returns those that are new.
  private mutating func enter(_ generated: [M.State], at level: Int) -> [M.State] {
    generatedStates += generated.count
    let inside = generated.filter(model.isWithinBoundary)
    boundaryCuts += generated.count - inside.count
    return inside.filter { levels[$0] == nil && levels.updateValue(level, forKey: $0) == nil }
  }

  private func successors(of state: M.State) -> [M.State] {
    model.actions(in: state).compactMap { model.successor(of: state, after: $0) }
  }

  private func judge(_ property: Property<M>) -> Finding {
    func finding(_ verdict: String, level: Int? = nil) -> Finding {
      // Of states beyond the boundary nothing is known but that they can be reached.
      let isCut = boundaryCuts > 0
      let isOfNothing = verdict == "holds" && levels.isEmpty
      let isOpen = verdict == "unreachable" && isCut || isOfNothing
      let isPart = verdict == "holds" && isCut && property.expectation != .eventually && !isOpen
      return Finding(
        property: property.name, verdict: isOpen ? "undecided" : verdict,
        qualifier: isPart ? "within the boundary" : nil, steps: level.map { $0 - 1 })
    }
    switch property.expectation {
    case .always:
      let level = levels.filter { !property.condition($0.key) }.values.min()
      return finding(level == nil ? "holds" : "violated", level: level)
    case .sometimes:
      let level = levels.filter { property.condition($0.key) }.values.min()
      return finding(level == nil ? "unreachable" : "reached", level: level)
    case .eventually where model.fairness.isEmpty:
      return finding(judgeEventually(property.condition))
    case .eventually:
      return finding(FairnessOracle(model, levels.keys).verdict(on: property))
    case .alwaysPossible:
      return judgeAlwaysPossible(property.condition, finding)
    case .atEnd:
      let level = levels.filter { successors(of: $0.key).isEmpty && !property.condition($0.key) }
        .values.min()
      return finding(level == nil ? "holds" : "violated", level: level)
    case .leadsTo, .infinitelyOften, .eventuallyAlways:
      return finding(FairnessOracle(model, levels.keys).verdict(on: property))
    case .alwaysStep:
      let level = levels.filter { isFollowedByViolation(of: property, $0.key) }.values.min()
      return finding(level == nil ? "holds" : "violated", level: level.map { $0 + 1 })
    }
  }

  /// Whether one of the steps from a state breaks a claim about steps, and is not cut off.
  private func isFollowedByViolation(of property: Property<M>, _ state: M.State) -> Bool {
    model.actions(in: state).contains { action in
      guard let next = model.successor(of: state, after: action), model.isWithinBoundary(next)
      else { return false }
      return property.stepCondition?(state, action, next) == false
    }
  }

  /// Goes back from the goal, and from the boundary; where neither leads there is no way.
  private func judgeAlwaysPossible(
    _ condition: (M.State) -> Bool, _ finding: (String, Int?) -> Finding
  ) -> Finding {
    var predecessors: [M.State: [M.State]] = [:]
    var atBoundary: [M.State] = []
    for state in levels.keys {
      let next = successors(of: state)
      for target in next { predecessors[target, default: []].append(state) }
      if !next.allSatisfy(model.isWithinBoundary) { atBoundary.append(state) }
    }
    func leading(to targets: [M.State]) -> Set<M.State> {
      var found = Set(targets)
      var open = targets
      while let state = open.popLast() {
        open += (predecessors[state] ?? []).filter { found.insert($0).inserted }
      }
      return found
    }
    let haveWay = leading(to: levels.keys.filter(condition))
    let mayHaveWay = leading(to: Array(haveWay) + atBoundary)
    let level = levels.filter { !mayHaveWay.contains($0.key) }.values.min()
    if level != nil { return finding("violated", level) }
    return finding(haveWay.count == levels.count ? "holds" : "undecided", nil)
  }

  /// Looks at the states that can be reached while the condition has not held yet.
  ///
  /// A behaviour that ends there or stays there for ever is a counterexample; one that the boundary
  /// cuts there leaves the question open.
  private func judgeEventually(_ condition: (M.State) -> Bool) -> String {
    var edges: [M.State: [M.State]] = [:]
    var isCut = false
    var isStuck = false
    var open = initialStates
    while let state = open.popLast() {
      guard model.isWithinBoundary(state) else {
        isCut = true
        continue
      }
      guard !condition(state), edges[state] == nil else { continue }
      let next = successors(of: state)
      edges[state] = next
      isStuck = isStuck || next.isEmpty
      open += next
    }
    if isStuck || hasCycle(edges) { return "violated" }
    return isCut ? "undecided" : "holds"
  }

  /// Takes away states that lead nowhere within the graph, until none is left or a cycle is.
  private func hasCycle(_ graph: [M.State: [M.State]]) -> Bool {
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
