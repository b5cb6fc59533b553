import PaxcheckModel
import PaxcheckStateSpace

/// What a run remembers in order to give faults their share and timers their time.
struct StepPlan {
  /// The chance per step of each kind of fault that has one, in a fixed order.
  private let ratios: [(fault: Fault, ratio: Ratio)]
  /// How long an ordinary step takes; `nil` where there is no clock.
  private let latency: ClosedRange<Int>?
  /// The virtual time, in milliseconds.
  private var clock = 0
  /// When each step that is possible is due, by the number of its action.
  private var due: [Int: Int] = [:]
  /// The repeatable actions that this run has taken.
  private var taken: Set<Int> = []

  init(_ simulation: Simulation) {
    ratios = Fault.allCases.compactMap { fault in simulation.faults[fault].map { (fault, $0) } }
    latency = simulation.latency
  }

  /// Takes a step where faults have chances of their own, or steps take time.
  mutating func next(among count: Int, _ chooser: inout StepChooser) -> Int? {
    let stepper = chooser.stepper
    let roles = (0..<count).map { stepper.role($0) }
    var ordinary: [Int] = []
    var faults: [[Int]] = ratios.map { _ in [] }
    for place in 0..<count {
      if let fault = fault(roles[place], place, stepper) {
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
    case .ordinary, .timed: return nil
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

// MARK: - Time

extension StepPlan {
  private mutating func takeOrdinary(
    _ places: [Int], _ roles: [StepRole], _ chooser: inout StepChooser
  ) -> Int? {
    guard latency != nil else {
      var places = places
      return chooser.take(from: &places)
    }
    let stepper = chooser.stepper
    var due: [Int: Int] = [:]
    for place in places where due[stepper.key(place)] == nil {
      let key = stepper.key(place)
      due[key] = self.due[key] ?? clock + draw(duration(roles[place]), &chooser)
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
      due[key] = time + draw(duration(roles[place]), &chooser)
    }
    return nil
  }

  /// How long a step takes to become due.
  private func duration(_ role: StepRole) -> ClosedRange<Int> {
    if case .timed(let range) = role { return range }
    return latency ?? 0...0
  }

  private func draw(_ range: ClosedRange<Int>, _ chooser: inout StepChooser) -> Int {
    range.lowerBound + chooser.generator.below(range.count)
  }
}
