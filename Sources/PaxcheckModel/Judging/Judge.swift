/// Tells whether paths of a model decide one of its properties.
package struct Judge<M: Model> {
  package let model: M
  package let property: Property<M>
  /// How many states to look at to tell whether a condition can still become true; `nil` to look at what
  /// can happen next alone.
  private let limit: Int?
  private let isStopped: () -> Bool
  /// What changes are possible in the states that behaviours stay in.
  let changes = ChangeMemo<M>()

  /// What a path says of the property.
  package enum Ruling {
    /// It decides the property after so many steps.
    case decided(after: Int)
    case open(Objection)
  }

  /// Why a path does not decide the property.
  package enum Objection {
    /// Nothing along the path decides.
    case nothingDecides
    /// The condition, which must not be, is true after so many steps.
    case fulfilled(after: Int)
    /// The path ends, and the model goes on.
    case goesOn
    /// What goes on for ever is not fair, for this reason.
    case unfair(String)
    /// This behaviour follows the path, and there the condition becomes true.
    case stillPossible(Path<M>)
    /// Whether the condition can become true is open, after a look at so many states.
    case tooMuchPossible(states: Int)
  }

  /// - Parameter isStopped: Whether the user wants an answer at once.
  package init(
    _ model: M, _ property: Property<M>, limit: Int? = 1_000_000,
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.model = model
    self.property = property
    self.limit = limit
    self.isStopped = isStopped
  }

  package var kind: PropertyKind { property.expectation.kind }
}

// MARK: - Paths

extension Judge {
  /// What a path says of the property.
  package func ruling(on path: Path<M>) -> Ruling {
    if let ruling = ruling(onBeginning: path) { return ruling }
    let count = path.steps.count
    switch kind.decider {
    case .state, .step: return .open(.nothingDecides)
    case .end where isTrue(after: count, on: path): return .open(.fulfilled(after: count))
    case .behaviour: return ruling(onWhole: path)
    case .end:
      return model.isEnd(path.finalState) ? .decided(after: count) : .open(.goesOn)
    case .deadEnd:
      var search = ValueSearch(
        model, for: .moment(isFulfilled), limit: limit ?? 1, isStopped: isStopped)
      switch search.search(from: path.finalState) {
      case .none: return .decided(after: count)
      case .found(let way): return .open(.stillPossible(way))
      case .undecided: return .open(.tooMuchPossible(states: search.visited))
      }
    }
  }

  /// What a path says of the property, however it goes on; `nil` if that depends on how.
  package func ruling(onBeginning path: Path<M>) -> Ruling? {
    switch kind.decider {
    case .state, .step: first(on: path, where: kind.asksForExample).map { .decided(after: $0) }
    case .behaviour where property.expectation == .eventually:
      first(on: path, where: true).map { .open(.fulfilled(after: $0)) }
    case .end, .deadEnd, .behaviour: nil
    }
  }

  /// After how many steps a path decides the property; `nil` if it does not.
  package func decision(on path: Path<M>) -> Int? {
    if case .decided(let count) = ruling(on: path) { count } else { nil }
  }

  /// After how many steps the condition is first true, or first false.
  package func first(on path: Path<M>, where isTrue: Bool) -> Int? {
    (0...path.steps.count).first { self.isTrue(after: $0, on: path) == isTrue }
  }

  /// Whether the condition is true after so many steps of a path.
  package func isTrue(after count: Int, on path: Path<M>) -> Bool {
    Activity.after {
      path.steps.prefix(count).map { actionText($0.action) }
    } named: {
      "the property '\(property.name)'"
    } while: {
      isFulfilled(at: path.moment(after: count))
    }
  }
}

// MARK: - Moments

extension Judge {
  /// Whether a moment of a behaviour decides the property: whatever follows, or because nothing can.
  package func isDecided(at moment: Moment<M>) -> Bool {
    switch kind.decider {
    case .state, .step: isFulfilled(at: moment) == kind.asksForExample
    case .end: !property.condition(moment.state) && model.isEnd(moment.state)
    case .deadEnd, .behaviour: false
    }
  }

  /// Whether the condition is true at a moment of a behaviour: in the state, or of the step that led there.
  package func isFulfilled(at moment: Moment<M>) -> Bool {
    guard let stepCondition = property.stepCondition else {
      return property.condition(moment.state)
    }
    return moment.step.map { stepCondition($0.before, $0.action, moment.state) } ?? true
  }

  /// Whether a path on which no earlier moment decides the property may end in a state and decide it.
  func isDecided(byEndingIn state: M.State) -> Bool {
    guard kind.decider == .deadEnd, let limit else { return model.isEnd(state) }
    var search = ValueSearch(model, for: .moment(isFulfilled), limit: limit, isStopped: isStopped)
    if case .none = search.search(from: state) { return true }
    return false
  }

  /// Whether a search from one state on finds what decides the property, or does not: not where that
  /// depends on what came before, or on fairness.
  package var isLocal: Bool {
    kind.decider != .behaviour || property.expectation == .eventually && model.fairness.isEmpty
  }

  /// The search for a behaviour that decides the property, by the shortest way but for behaviours that end
  /// or go round in a circle: these are found depth first.
  ///
  /// - Precondition: The property is local.
  package func continuations(limit: Int) -> ValueSearch<M> {
    let goal: ValueSearch<M>.Goal =
      switch kind.decider {
      case .state, .step, .end: .moment(isDecided)
      case .behaviour: .avoidance(isFulfilled)
      case .deadEnd: .deadEnd(isFulfilled)
      }
    return ValueSearch(model, for: goal, limit: limit, isStopped: isStopped)
  }

  /// The search for a behaviour that does not decide the property, however a path began.
  ///
  /// - Precondition: The property is local.
  package func escapes(limit: Int) -> ValueSearch<M> {
    let goal: ValueSearch<M>.Goal =
      switch kind.decider {
      case .state, .step, .end: .avoidance(isDecided)
      case .behaviour, .deadEnd: .moment(isFulfilled)
      }
    return ValueSearch(model, for: goal, limit: limit, isStopped: isStopped)
  }
}

/// A state of a behaviour, with the step that led there.
package struct Moment<M: Model> {
  package let state: M.State
  /// The state before, and the action; `nil` where the behaviour begins.
  package let step: (before: M.State, action: M.Action)?

  package init(_ state: M.State, after step: (before: M.State, action: M.Action)? = nil) {
    self.state = state
    self.step = step
  }
}

extension Path {
  /// The state after so many steps, with the last of them.
  package func moment(after count: Int) -> Moment<M> {
    guard count > 0 else { return Moment(initialState) }
    let before = count == 1 ? initialState : steps[count - 2].state
    return Moment(steps[count - 1].state, after: (before, steps[count - 1].action))
  }

  /// After how many steps the path decides a property; `nil` if it does not.
  package func decision(on name: String, of model: M) -> Int? {
    model.judgedProperties.first { $0.name == name }.flatMap { Judge(model, $0).decision(on: self) }
  }

  /// The properties that a model lists, and behind them those implied ones that the path violates.
  package func claims(of model: M) -> [Property<M>] {
    model.properties
      + model.impliedProperties.filter { Judge(model, $0).decision(on: self) != nil }
  }
}

extension Model {
  /// Whether nothing more can happen in a state, not even beyond the boundary.
  package func isEnd(_ state: State) -> Bool {
    actions(in: state).allSatisfy { successor(of: state, after: $0) == nil }
  }
}
