public import PaxcheckModel

/// A stepper over states of the model's own type.
///
/// Its methods are inlinable so that they are specialised in the module in which the simulation of a
/// concrete model is started; `erased` captures the specialised code. One thread at a time uses a
/// stepper, so the run-time checks of exclusive access are off.
public final class ValueStepper<M: Model> {
  @usableFromInline let model: M
  @usableFromInline let properties: [Property<M>]
  @usableFromInline let initialStates: [M.State]
  /// The steps offered last.
  @exclusivity(unchecked) @usableFromInline var actions: [M.Action] = []
  /// The place of the step that is tried, and the property that is judged, should the model trap.
  @exclusivity(unchecked) @usableFromInline var tried: Int?
  @exclusivity(unchecked) @usableFromInline var property: Int?
  /// The current state, once a behaviour has begun.
  @exclusivity(unchecked) @usableFromInline var current: M.State?
  @exclusivity(unchecked) @usableFromInline var keys = Numbering<M.Action>()
  @exclusivity(unchecked) @usableFromInline var kinds = Numbering<String>()
  @exclusivity(unchecked) @usableFromInline var strands = Numbering<String>()
  /// The properties that were judged last, those among them that were true, and where.
  @exclusivity(unchecked) @usableFromInline var judged:
    (properties: UInt64, satisfied: UInt64, state: M.State?) = (
      0, 0, nil
    )
  @exclusivity(unchecked) @usableFromInline var visited: Set<M.State> = []
  /// The last step taken, and the state before it, if a property is about steps.
  @exclusivity(unchecked) @usableFromInline var last: (before: M.State, action: M.Action)?
  @usableFromInline let hasStepProperties: Bool

  @inlinable
  public init(_ model: M, judging properties: [Property<M>]) {
    self.model = model
    self.properties = properties
    Mistake.unless(properties.count <= 64, "\(properties.count) properties; at most 64")
    hasStepProperties = properties.contains { $0.stepCondition != nil }
    initialStates = model.initialStates.filter(model.isWithinBoundary)
  }

  /// The state in which the behaviour is.
  ///
  /// - Precondition: A behaviour has begun.
  @inlinable
  public var state: M.State {
    guard let current else { Mistake.stop("no behaviour has begun") }
    return current
  }

  /// The action of a step offered last.
  @inlinable
  public func action(_ place: Int) -> M.Action { actions[place] }

  /// The stepper as a random run sees it.
  @inlinable
  public var erased: any Stepper {
    ErasedStepper(
      initialStateCount: initialStates.count,
      start: { self.start($0) },
      listSteps: { self.listSteps() },
      take: { self.take($0) },
      isStep: { self.model.successor(of: self.state, after: self.actions[$0]) != nil },
      key: { self.keys.number(self.actions[$0]) },
      role: { self.model.role(of: self.actions[$0], in: self.state) },
      strand: { self.strands.number(self.model.strand(of: self.actions[$0])) },
      kind: { self.kinds.number(self.model.kind(of: self.actions[$0])) },
      kindNames: { self.kinds.values },
      attempt: { self.attempt },
      satisfied: { self.satisfied(among: $0) },
      originating: { self.originating(among: $0) },
      brokenByStep: { self.brokenByStep(among: $0) },
      isRevisited: { !self.visited.insert(self.state).inserted },
      isFull: { self.keys.values.count > 1 << 16 },
      compact: { self.compact(keeping: $0) })
  }

  @inlinable
  var attempt: (step: String?, name: String?) {
    let step = tried.map { String(describing: actions[$0]) }
    if let property { return (step, "the property '\(properties[property].name)'") }
    return (step, step.map { "the successor after '\($0)'" } ?? "the list of actions")
  }

  @inlinable
  func start(_ index: Int) {
    current = initialStates[index]
    visited.removeAll(keepingCapacity: true)
    last = nil
    judged = (0, 0, nil)
  }

  @inlinable
  func listSteps() -> Int {
    actions = model.actions(in: state)
    return actions.count
  }

  @inlinable
  func take(_ place: Int) -> StepAttempt {
    tried = place
    defer { tried = nil }
    guard let next = model.successor(of: state, after: actions[place]) else { return .noStep }
    guard model.isWithinBoundary(next), model.isWithinBoundary(actions[place], in: state) else {
      return .outside
    }
    if hasStepProperties { last = (state, actions[place]) }
    current = next
    return .taken
  }

  @inlinable
  func brokenByStep(among wanted: UInt64) -> UInt64 {
    guard let last else { return 0 }
    var broken: UInt64 = 0
    for index in properties.indices where wanted >> UInt64(index) & 1 == 1 {
      property = index
      if properties[index].stepCondition?(last.before, last.action, state) == false {
        broken |= 1 << UInt64(index)
      }
    }
    property = nil
    return broken
  }

  @inlinable
  func satisfied(among wanted: UInt64) -> UInt64 {
    var satisfied: UInt64 = 0
    for index in properties.indices where wanted >> UInt64(index) & 1 == 1 {
      let bit: UInt64 = 1 << UInt64(index)
      if judged.properties & bit != 0, let last = judged.state,
        let isUnaffected = properties[index].isUnaffected, isUnaffected(last, state)
      {
        satisfied |= judged.satisfied & bit
        continue
      }
      property = index
      if properties[index].condition(state) { satisfied |= bit }
    }
    property = nil
    judged = (wanted, satisfied, state)
    return satisfied
  }

  @inlinable
  func originating(among wanted: UInt64) -> UInt64 {
    var originating: UInt64 = 0
    for index in properties.indices where wanted >> UInt64(index) & 1 == 1 {
      property = index
      if properties[index].origin?(state) == true { originating |= 1 << UInt64(index) }
    }
    property = nil
    return originating
  }

  @inlinable
  func compact(keeping kept: [Int]) -> [Int] {
    let actions = kept.map { keys.values[$0] }
    keys = Numbering()
    return actions.map { keys.number($0) }
  }
}

/// Numbers for values, in the order in which they are first seen.
@usableFromInline
struct Numbering<Value: Hashable> {
  @usableFromInline var numbers: [Value: Int] = [:]
  @usableFromInline var values: [Value] = []

  @inlinable init() {}

  /// The number of a value, new or old.
  @inlinable
  mutating func number(_ value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
