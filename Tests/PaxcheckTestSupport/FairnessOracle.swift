public import PaxcheckModel

/// Judges what must come true on fair behaviours, by sets of whole states and nothing else.
///
/// It says what `FairnessRule` says, in the plainest way: it goes through the sets of states round which a
/// behaviour can go for ever.
public struct FairnessOracle<M: Model> {
  private struct Edge {
    let from: M.State
    let to: M.State
    /// The rules, by number, and the classes that the step is in.
    let classes: [Class]
  }

  private struct Class: Hashable {
    let rule: Int
    let value: StepClass
  }

  /// A mistake that judges of fairness have made.
  public enum Flaw: String, CaseIterable, Sendable {
    /// Sets of states that are unfair as a whole are given up, though a part of them may be fair.
    case giveUpWholeSets
    /// Loops are reported whether they are fair or not.
    case reportUnfairLoops
    /// A behaviour cannot stay in a state.
    case forbidStaying
    /// Steps that change nothing count.
    case countIdleSteps
    /// A step counts as taken if it is possible in the set.
    case takeWhatIsPossible
    /// A state in which the condition is false is enough.
    case ignoreTheTail
    /// What a boundary cuts off is impossible.
    case obeyBoundary
    /// Where a strong class is starved, the states are left out in which it is not possible.
    case leaveOutTheOthers
    /// What is left of a set, once states are left out, is taken for fair.
    case trustTheRest
    /// A weak class must be impossible in the same state as all others.
    case demandOneState
  }

  private let flaw: Flaw?
  private let model: M
  private let states: [M.State]
  private var edges: [M.State: [Edge]] = [:]
  private var predecessors: [M.State: [M.State]] = [:]
  private var possible: [M.State: Set<Class>] = [:]
  private var crosses: Set<M.State> = []
  private let hasRules: Bool

  /// - Parameter states: The states of the model that can be reached within its boundary.
  public init(_ model: M, _ states: some Sequence<M.State>, _ flaw: Flaw? = nil) {
    self.flaw = flaw
    self.model = model
    self.states = Array(states)
    hasRules = !model.fairness.isEmpty
    let rules = model.fairness
    for state in self.states {
      edges[state] = []
      possible[state] = []
      for action in model.actions(in: state) {
        guard let next = model.successor(of: state, after: action) else { continue }
        let isCut = !model.isWithinBoundary(action, in: state) || !model.isWithinBoundary(next)
        if isCut { crosses.insert(state) }
        if hasRules && next == state && flaw != .countIdleSteps { continue }
        let classes = rules.enumerated().compactMap { number, rule in
          rule.steps.classOf(action).map { Class(rule: number, value: $0) }
        }
        if !isCut || flaw != .obeyBoundary { possible[state]?.formUnion(classes) }
        guard !isCut else { continue }
        edges[state]?.append(Edge(from: state, to: next, classes: classes))
        predecessors[next, default: []].append(state)
      }
    }
  }

  /// The verdict in the words of `Verdict.name`.
  public func verdict(on property: Property<M>) -> String {
    let region = region(of: property)
    let isBad = { (state: M.State) in !property.condition(state) }
    if flaw == .ignoreTheTail, region.contains(where: isBad) { return "violated" }
    if region.contains(where: { isBad($0) && mayStay(in: $0) }) { return "violated" }
    if hasFairCycle(within: region, through: isBad) { return "violated" }
    let begins = model.initialStates
    let startsOutside =
      property.expectation == .eventually && !begins.allSatisfy(model.isWithinBoundary)
    return startsOutside || !region.isDisjoint(with: crosses) ? "undecided" : "holds"
  }

  /// The states in which a behaviour that violates a property may go on for ever.
  private func region(of property: Property<M>) -> Set<M.State> {
    let starts: [M.State]
    switch property.expectation {
    case .eventuallyAlways: return Set(states)
    case .infinitelyOften: return Set(states.filter { !property.condition($0) })
    case .leadsTo: starts = states.filter { property.origin?($0) == true }
    default: starts = model.initialStates.filter(model.isWithinBoundary)
    }
    var found = Set(starts.filter { !property.condition($0) })
    var open = Array(found)
    while let state = open.popLast() {
      for edge in edges[state] ?? [] where !property.condition(edge.to) {
        if found.insert(edge.to).inserted { open.append(edge.to) }
      }
    }
    return found
  }

  /// Whether a behaviour may end in a state, or stay there.
  private func mayStay(in state: M.State) -> Bool {
    if flaw == .forbidStaying { return edges[state]?.isEmpty ?? true && !crosses.contains(state) }
    if hasRules { return possible[state]?.isEmpty ?? true }
    return edges[state]?.isEmpty ?? true && !crosses.contains(state)
  }

  private func hasFairCycle(
    within region: Set<M.State>, through isBad: (M.State) -> Bool
  ) -> Bool {
    var open = region
    while let state = open.first {
      let forward = reached(from: state, within: region) { edges[$0]?.map(\.to) ?? [] }
      let set = forward.intersection(
        reached(from: state, within: region) { predecessors[$0] ?? [] })
      open.remove(state)
      guard set.contains(state) else { continue }
      open.subtract(set)
      if isFair(set, through: isBad) { return true }
    }
    return false
  }

  /// The states that one step or more lead to.
  private func reached(
    from state: M.State, within region: Set<M.State>, _ next: (M.State) -> [M.State]
  ) -> Set<M.State> {
    var found: Set<M.State> = []
    var open = [state]
    while let state = open.popLast() {
      for other in next(state) where region.contains(other) {
        if found.insert(other).inserted { open.append(other) }
      }
    }
    return found
  }

  /// Whether a behaviour can go round a set of states, or some of them, for ever and be fair.
  private func isFair(_ set: Set<M.State>, through isBad: (M.State) -> Bool) -> Bool {
    guard set.contains(where: isBad) else { return false }
    if flaw == .reportUnfairLoops { return true }
    let inside = set.flatMap { edges[$0] ?? [] }.filter {
      flaw == .takeWhatIsPossible || set.contains($0.to)
    }
    let taken = Set(inside.flatMap(\.classes))
    let always = set.reduce(into: possible[set.first!] ?? []) {
      $0.formIntersection(possible[$1] ?? [])
    }
    let sometimes = set.reduce(into: Set<Class>()) { $0.formUnion(possible[$1] ?? []) }
    let rules = model.fairness
    if flaw == .demandOneState {
      let weak = sometimes.subtracting(taken).filter { rules[$0.rule].strength == .weak }
      return set.contains { possible[$0]?.isDisjoint(with: weak) ?? true }
    }
    if always.subtracting(taken).contains(where: { rules[$0.rule].strength == .weak }) {
      return false
    }
    let starved = sometimes.subtracting(taken).filter { rules[$0.rule].strength == .strong }
    if starved.isEmpty { return true }
    if flaw == .giveUpWholeSets { return false }
    let rest = set.filter { state in
      (possible[state]?.isDisjoint(with: starved) ?? true) == (flaw != .leaveOutTheOthers)
    }
    if rest.count == set.count { return false }
    if flaw == .trustTheRest { return rest.contains(where: isBad) }
    return hasFairCycle(within: rest, through: isBad)
  }
}
