public import PaxcheckModel

/// What a run remembers in order to give faults their share and timers their time.
@usableFromInline
struct StepPlan<M: Model> {
  /// The chance per step of each kind of fault that has one, in a fixed order.
  let ratios: [(fault: Fault, ratio: Ratio)]
  /// How long an ordinary step takes; `nil` where there is no clock.
  let latency: ClosedRange<Int>?
  /// The virtual time, in milliseconds.
  var clock = 0
  /// When each step that is possible is due.
  var due: [M.Action: Int] = [:]
  /// The repeatable steps that this run has taken.
  var taken: Set<M.Action> = []

  @usableFromInline
  init(_ simulation: Simulation) {
    ratios = Fault.allCases.compactMap { fault in simulation.faults[fault].map { (fault, $0) } }
    latency = simulation.latency
  }

  /// The place in `ratios` of the fault that an action is, if it is one that has a chance of its own.
  func fault(_ role: StepRole, _ action: M.Action) -> Int? {
    let fault: Fault
    switch role {
    case .ordinary, .timed: return nil
    case .repeatable:
      guard taken.contains(action) else { return nil }
      fault = .duplication
    case .fault(let kind): fault = kind
    }
    return ratios.firstIndex { $0.fault == fault }
  }

  /// How long an action takes to become due.
  func duration(_ role: StepRole) -> ClosedRange<Int> {
    if case .timed(let range) = role { return range }
    return latency ?? 0...0
  }
}

extension StepChooser {
  /// The next step where faults have chances of their own, or steps take time.
  @usableFromInline
  mutating func nextByPlan(after state: M.State) -> Step? {
    guard var plan else { return nil }
    defer { self.plan = plan }
    var ordinary: [M.Action] = []
    var faults: [[M.Action]] = plan.ratios.map { _ in [] }
    var roles: [StepRole] = []
    for action in model.actions(in: state) {
      let role = model.role(of: action, in: state)
      if let fault = plan.fault(role, action) {
        faults[fault].append(action)
      } else {
        ordinary.append(action)
        roles.append(role)
      }
    }
    let step =
      takeFault(from: &faults, by: plan, in: state)
      ?? takeOrdinary(ordinary, roles, by: &plan, in: state)
      // Nothing but faults can happen, so sooner or later one does.
      ?? takeAnyFault(from: faults, by: plan, in: state)
    if let step, plan.ratios.contains(where: { $0.fault == .duplication }),
      model.role(of: step.action, in: state) == .repeatable
    {
      plan.taken.insert(step.action)
    }
    return step
  }

  private mutating func takeFault(
    from faults: inout [[M.Action]], by plan: StepPlan<M>, in state: M.State
  ) -> Step? {
    for index in faults.indices where !faults[index].isEmpty {
      guard generator.chance(plan.ratios[index].ratio) else { continue }
      if let step = take(from: &faults[index], in: state) { return step }
    }
    return nil
  }

  private mutating func takeAnyFault(
    from faults: [[M.Action]], by plan: StepPlan<M>, in state: M.State
  ) -> Step? {
    var possible = zip(plan.ratios, faults).flatMap { $0.ratio.numerator > 0 ? $1 : [] }
    return take(from: &possible, in: state)
  }

  private mutating func takeOrdinary(
    _ actions: [M.Action], _ roles: [StepRole], by plan: inout StepPlan<M>, in state: M.State
  ) -> Step? {
    guard plan.latency != nil else {
      var actions = actions
      return take(from: &actions, in: state)
    }
    var due: [M.Action: Int] = [:]
    for (action, role) in zip(actions, roles) where due[action] == nil {
      due[action] = plan.due[action] ?? plan.clock + draw(plan.duration(role))
    }
    defer { plan.due = due }
    // The earliest first; of several, the one that the model lists first.
    let order = actions.indices.sorted { left, right in
      (due[actions[left]] ?? 0, left) < (due[actions[right]] ?? 0, right)
    }
    for index in order {
      let (action, time) = (actions[index], max(plan.clock, due[actions[index]] ?? 0))
      if let next = successor(of: state, after: action) {
        plan.clock = time
        due[action] = nil
        return (action, next)
      }
      // It came and changed nothing: it will come again.
      due[action] = time + draw(plan.duration(roles[index]))
    }
    return nil
  }

  private mutating func draw(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + generator.below(range.count)
  }
}
