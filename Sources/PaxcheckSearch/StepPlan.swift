import PaxcheckModel
import PaxcheckStateSpace

/// What a run remembers in order to choose among steps that are not all alike.
struct StepPlan {
  /// The chance per step of each kind of fault that has one, in a fixed order.
  private let ratios: [(fault: Fault, ratio: Ratio)]
  private let schedule: Simulation.Schedule
  private var priorities: StepPriorities?
  private var switches: SwarmSwitches?
  /// The virtual time, in milliseconds.
  private var clock = 0
  /// When each step that is possible is due, by the number of its action.
  private var due: [Int: Int] = [:]
  /// The repeatable actions that this run has taken.
  private var taken: Set<Int> = []

  init(_ simulation: Simulation, run: Int, _ generator: inout SeededGenerator) {
    ratios = Fault.allCases.compactMap { fault in simulation.faults[fault].map { (fault, $0) } }
    schedule = simulation.schedule
    if case .priorities(let bugDepth) = schedule {
      priorities = StepPriorities(
        bugDepth: bugDepth, maxSteps: simulation.maxSteps, &generator)
    }
    if simulation.isSwarm { switches = SwarmSwitches(seed: simulation.seed, run: run) }
  }

  /// Takes a step.
  mutating func next(among count: Int, _ chooser: inout StepChooser) -> Int? {
    let stepper = chooser.stepper
    let roles = (0..<count).map { stepper.role($0) }
    var ordinary: [Int] = []
    var faults: [[Int]] = ratios.map { _ in [] }
    var postponed: [Int] = []
    for place in 0..<count {
      if switches?.isOff(place, stepper) == true {
        if !roles[place].isFault { postponed.append(place) }
      } else if let fault = fault(roles[place], place, stepper) {
        faults[fault].append(place)
      } else {
        ordinary.append(place)
      }
    }
    let place =
      takeFault(from: &faults, &chooser)
      ?? takeOrdinary(ordinary, roles, &chooser)
      // Nothing but faults can happen, so sooner or later one does.
      ?? takeAnyFault(from: faults, &chooser)
      // What is switched off happens late, or the model would end where it does not.
      ?? chooser.take(from: &postponed)
    if let place, watchesRepetition, roles[place] == .repeatable {
      taken.insert(stepper.key(place))
    }
    return place
  }

  /// The numbers of the actions that are remembered.
  var keys: [Int] { due.keys.sorted() + taken.subtracting(due.keys).sorted() }

  /// Takes over new numbers for all of `keys`.
  mutating func renumber(_ numbers: [Int: Int]) {
    due = Dictionary(uniqueKeysWithValues: due.map { (numbers[$0.key] ?? 0, $0.value) })
    taken = Set(taken.map { numbers[$0] ?? 0 })
  }
}

// MARK: - Faults

extension StepPlan {
  private var watchesRepetition: Bool { ratios.contains { $0.fault == .duplication } }

  /// The place in `ratios` of the fault that a step is, if it is one that has a chance of its own.
  private func fault(_ role: StepRole, _ place: Int, _ stepper: any Stepper) -> Int? {
    let fault: Fault
    switch role {
    case .ordinary, .timed, .recovery: return nil
    case .repeatable:
      guard taken.contains(stepper.key(place)) else { return nil }
      fault = .duplication
    case .fault(let kind): fault = kind
    }
    return ratios.firstIndex { $0.fault == fault }
  }

  private func takeFault(from faults: inout [[Int]], _ chooser: inout StepChooser) -> Int? {
    for index in faults.indices where !faults[index].isEmpty {
      guard chooser.generator.chance(ratios[index].ratio) else { continue }
      if let place = chooser.take(from: &faults[index]) { return place }
    }
    return nil
  }

  private func takeAnyFault(from faults: [[Int]], _ chooser: inout StepChooser) -> Int? {
    var possible = zip(ratios, faults).flatMap { $0.ratio.numerator > 0 ? $1 : [] }
    return chooser.take(from: &possible)
  }
}

// MARK: - Ordinary steps

extension StepPlan {
  private mutating func takeOrdinary(
    _ places: [Int], _ roles: [StepRole], _ chooser: inout StepChooser
  ) -> Int? {
    switch schedule {
    case .uniform:
      var places = places
      return chooser.take(from: &places)
    case .weighted(let weights): return takeWeighted(places, weights, &chooser)
    case .priorities: return priorities?.take(from: places, roles, &chooser)
    case .virtualTime(let latency): return takeEarliest(places, roles, latency, &chooser)
    }
  }

  private func takeWeighted(
    _ places: [Int], _ weights: StepWeights, _ chooser: inout StepChooser
  ) -> Int? {
    let stepper = chooser.stepper
    var rest = places.map { place in
      (place: place, weight: weights.weight(ofKind: stepper.kindName(place)))
    }
    while true {
      let total = rest.reduce(0) { $0 + $1.weight }
      guard total > 0 else { return nil }
      var draw = chooser.generator.below(total)
      let index = rest.firstIndex { item in
        draw -= item.weight
        return draw < 0
      }
      guard let index else { return nil }
      if chooser.take(rest[index].place) { return rest[index].place }
      rest.remove(at: index)
    }
  }

  private mutating func takeEarliest(
    _ places: [Int], _ roles: [StepRole], _ latency: ClosedRange<Int>,
    _ chooser: inout StepChooser
  ) -> Int? {
    let stepper = chooser.stepper
    func duration(_ role: StepRole) -> Int {
      var range = latency
      if case .timed(let own) = role { range = own }
      Mistake.unless(
        StepRole.durations.contains(range),
        "a step takes \(range) ms; it can take \(StepRole.durations)")
      return range.lowerBound + chooser.generator.below(range.count)
    }
    var due: [Int: Int] = [:]
    for place in places where due[stepper.key(place)] == nil {
      let key = stepper.key(place)
      due[key] = self.due[key] ?? clock + duration(roles[place])
    }
    defer { self.due = due }
    // The earliest first; of several, the one that the model lists first.
    let order = places.map { (time: due[stepper.key($0)] ?? 0, place: $0) }.sorted(by: <)
    for (planned, place) in order {
      let key = stepper.key(place)
      let time = max(clock, planned)
      if chooser.take(place) {
        clock = time
        due[key] = nil
        return place
      }
      // It came and changed nothing: it will come again.
      due[key] = time + duration(roles[place])
    }
    return nil
  }
}

extension StepRole {
  fileprivate var isFault: Bool { if case .fault = self { true } else { false } }
}

extension Stepper {
  /// The name of a step's kind.
  fileprivate func kindName(_ place: Int) -> String {
    let kind = kind(place)
    return kindNames[kind]
  }
}
