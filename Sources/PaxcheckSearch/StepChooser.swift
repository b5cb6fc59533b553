import PaxcheckModel
import PaxcheckStateSpace

/// Decides which step a random run takes next.
///
/// What is drawn, and in which order, is frozen: a seed means the same run in every release.
struct StepChooser {
  let stepper: any Stepper
  var generator: SeededGenerator
  /// Steps not taken because they lead out of the boundary.
  private(set) var boundaryCuts = 0
  /// The rule where steps are not simply all alike.
  private var plan: StepPlan?
  /// How long nothing but faults has happened and could have.
  private var lull = Lull()
  /// Memory for the places of the steps that may still be tried.
  private var places: [Int] = []

  init(_ stepper: any Stepper, _ simulation: Simulation, run: Int) {
    self.stepper = stepper
    generator = SeededGenerator(seed: simulation.seed, run: run)
    plan = simulation.isPlain ? nil : StepPlan(simulation, run: run, &generator)
  }

  /// Begins in an initial state; `false` if there is none within the boundary.
  mutating func start() -> Bool {
    guard stepper.initialStateCount > 0 else { return false }
    stepper.start(generator.below(stepper.initialStateCount))
    return true
  }

  /// Takes a step.
  ///
  /// - Returns: Its place among those that were offered; `nil` if none is possible within the boundary,
  ///   or if nothing but faults has been possible for long.
  mutating func next() -> Int? {
    if stepper.isFull { compact() }
    let count = stepper.listSteps()
    if lull.isOver(among: count, stepper) { return nil }
    if plan != nil { return nextByPlan(among: count) }
    return takeAny(of: count)
  }

  /// Takes one of all steps, like `take(from:)`, but without a list unless the first is thrown away.
  private mutating func takeAny(of count: Int) -> Int? {
    guard count > 0 else { return nil }
    let first = generator.below(count)
    if take(first) { return first }
    var rest = places
    places = []
    defer { places = rest }
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: 0..<count)
    rest.swapAt(first, count - 1)
    rest.removeLast()
    return take(from: &rest)
  }

  private mutating func nextByPlan(among count: Int) -> Int? {
    guard var plan else { return nil }
    defer { self.plan = plan }
    return plan.next(among: count, &self)
  }

  /// Takes one of several steps, each with the same probability.
  ///
  /// An action that turns out to be no step, or to lead out of the boundary, is thrown away and
  /// another one is drawn from the rest, so the steps that are possible stay equally probable.
  mutating func take(from places: inout [Int]) -> Int? {
    while !places.isEmpty {
      let index = generator.below(places.count)
      if take(places[index]) { return places[index] }
      places.swapAt(index, places.count - 1)
      places.removeLast()
    }
    return nil
  }

  /// Tries one step, and tells whether it was taken.
  mutating func take(_ place: Int) -> Bool {
    let incident = lull.incident(place, stepper)
    switch stepper.take(place) {
    case .taken:
      lull.note(incident)
      return true
    case .noStep: return false
    case .outside:
      boundaryCuts += 1
      return false
    }
  }

  private mutating func compact() {
    let planned = plan?.keys ?? []
    let keys = planned + lull.keys.subtracting(planned).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(keys, stepper.compact(keeping: keys)))
    plan?.renumber(numbers)
    lull.renumber(numbers)
  }
}
