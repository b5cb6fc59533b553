/// Behaviours that go on for ever: what they say of a property, and whether they are fair.
extension Judge {
  /// Whether a behaviour, up to its end or round its loop, shows that what the property demands does not
  /// come true, and counts: it cannot go on, or it is fair.
  func ruling(onWhole path: Path<M>) -> Ruling {
    let count = path.steps.count
    if let fulfilled = fulfilment(on: path) { return .open(.fulfilled(after: fulfilled)) }
    if property.origin != nil, lastOrigin(on: path) == nil { return .open(.nothingDecides) }
    let tail = Tail(of: path, in: model, remembering: changes)
    if let unfairness = tail.unfairness { return .open(.unfair(unfairness)) }
    return path.loopStart != nil || !model.fairness.isEmpty || model.isEnd(path.finalState)
      ? .decided(after: count) : .open(.goesOn)
  }

  /// After how many steps of a behaviour its condition is true where it must not be; `nil` if nowhere.
  private func fulfilment(on path: Path<M>) -> Int? {
    let count = path.steps.count
    let tail = (path.loopStart ?? count)...count
    switch property.expectation {
    case .eventually: return first(on: path, where: true)
    case .infinitelyOften: return tail.first { isTrue(after: $0, on: path) }
    case .eventuallyAlways:
      return tail.contains { !isTrue(after: $0, on: path) } ? nil : tail.lowerBound
    case .leadsTo:
      // It is asked for at any moment before the tail, or in it, and must not come true from there on.
      let begin = lastOrigin(on: path) ?? count
      return (begin...count).first { isTrue(after: $0, on: path) }
        ?? tail.first { isTrue(after: $0, on: path) }
    case .always, .sometimes, .alwaysPossible, .atEnd, .alwaysStep: return nil
    }
  }

  /// After how many steps of a behaviour that which must lead on is true and does not do so at once, for the
  /// last time.
  private func lastOrigin(on path: Path<M>) -> Int? {
    guard let origin = property.origin else { return nil }
    let states = path.states
    return states.indices.last { origin(states[$0]) && !property.condition(states[$0]) }
  }
}

/// The part of a behaviour that goes on for ever: its loop, or the state in which it stays.
package struct Tail<M: Model> {
  /// A state of the tail, the steps that are possible there, and the one that is taken.
  private struct Place {
    let possible: [M.Action]
    let taken: M.Action?
  }

  private let places: [Place]
  private let rules: [FairnessRule<M>]

  /// - Parameter memo: What changes are possible where, as far as that was asked before.
  package init(of path: Path<M>, in model: M, remembering memo: ChangeMemo<M> = ChangeMemo()) {
    rules = model.fairness
    let states = path.states
    guard let start = path.loopStart else {
      places = [Place(possible: memo.changes(of: model, in: path.finalState), taken: nil)]
      return
    }
    places = (start..<path.steps.count).map { step in
      let isChange = states[step] != states[step + 1]
      return Place(
        possible: memo.changes(of: model, in: states[step]),
        taken: isChange ? path.steps[step].action : nil)
    }
  }

  /// Why the tail is not fair: a rule, and a step that it says must be taken; `nil` if it is fair.
  package var unfairness: String? {
    for rule in rules {
      guard let action = starved(rule.strength, { rule.steps.classOf($0) }).first else { continue }
      return "'\(actionText(action))' is possible \(rule.strength.frequency) and never happens, "
        + "which '\(rule)' rules out"
    }
    return nil
  }

  /// Steps that are never taken although they are possible, in the order of the model, and how often they are:
  /// again and again, if there is a weak rule about them, which is told; or else all along, if there are such;
  /// or else again and again.
  package var starved:
    (strength: FairnessRule<M>.Strength, actions: [M.Action], rule: FairnessRule<M>?)
  {
    let often = starved(.strong) { $0 }
    for rule in rules where rule.strength == .weak {
      let actions = starved(.strong) { rule.steps.classOf($0) }
      if !actions.isEmpty { return (.strong, actions, rule) }
    }
    let always = starved(.weak) { $0 }
    return always.isEmpty ? (.strong, often, nil) : (.weak, always, nil)
  }

  /// The first actions of those classes that are possible so often and never taken.
  private func starved<Class: Hashable>(
    _ strength: FairnessRule<M>.Strength, _ classOf: (M.Action) -> Class?
  ) -> [M.Action] {
    let taken = Set(places.compactMap { $0.taken.flatMap(classOf) })
    let possible = places.map { Set($0.possible.compactMap(classOf)) }
    var seen: Set<Class> = []
    return places.flatMap(\.possible).filter { action in
      guard let `class` = classOf(action), !taken.contains(`class`) else { return false }
      let isStarved = strength == .strong || possible.allSatisfy { $0.contains(`class`) }
      return isStarved && seen.insert(`class`).inserted
    }
  }

  /// For each rule a sentence that says why the tail keeps it.
  package var account: [String] {
    rules.map { rule in
      let possible = Set(places.flatMap(\.possible).compactMap { rule.steps.classOf($0) })
      let taken = Set(places.compactMap { $0.taken.flatMap { rule.steps.classOf($0) } })
      if possible.isEmpty { return "\(rule): kept, none is possible" }
      if taken.isSuperset(of: possible) { return "\(rule): kept, all that are possible are taken" }
      return "\(rule): kept, what is not taken is impossible somewhere"
    }
  }
}

/// The actions that change a state, of each state that was asked for.
package final class ChangeMemo<M: Model> {
  private var known: [M.State: [M.Action]] = [:]

  package init() {}

  package func changes(of model: M, in state: M.State) -> [M.Action] {
    if let actions = known[state] { return actions }
    let actions = model.changes(in: state)
    known[state] = actions
    return actions
  }
}

extension Model {
  /// The actions that change a state, also those that a boundary or a scenario cuts off.
  package func changes(in state: State) -> [Action] {
    actions(in: state).filter { action in
      successor(of: state, after: action).map { $0 != state } ?? false
    }
  }
}
