public import PaxcheckModel
import PaxcheckStateSpace

/// Finds simulation settings that affect no step, by sampling a few runs.
public struct StepSurvey: Sendable {
  /// A setting that makes no difference to any run.
  public enum IdleSetting: Sendable, Hashable {
    /// A weight whose name fits no kind of step. The kinds that there are, in alphabetical order.
    case weight(name: String, kinds: [String])
    /// A weight of faults that have a chance of their own.
    case weightOfFault(name: String, Fault)
    /// A chance of faults that never happen.
    case chance(Fault)
  }

  private let weights: StepWeights
  private let faults: [Fault: Ratio]
  /// The kinds of steps that were taken, but for faults that have a chance.
  private var kinds: Set<String> = []
  /// The kinds of the faults that have a chance.
  private var faultKinds: [Fault: Set<String>] = [:]

  /// How many steps of a model are looked at, and how many runs, before it is given up.
  private static let (stepLimit, runLimit) = (50_000, 200)

  public init(for simulation: Simulation) {
    if case .weighted(let weights) = simulation.schedule {
      self.weights = weights
    } else {
      weights = StepWeights([:])
    }
    faults = simulation.faults.filter { $0.value.numerator > 0 }
  }

  /// Takes random runs of a model until no setting is idle any more.
  public mutating func visit<M: Model>(_ model: M) {
    let simulation = Simulation(seed: 0)
    let stepper = simulation.stepper(of: model, judging: [])
    var rest = Self.stepLimit
    for number in 0..<Self.runLimit where rest > 0 && !idleSettings.isEmpty {
      var chooser = StepChooser(stepper, simulation, run: number)
      guard chooser.start() else { return }
      var steps = 0
      while steps < simulation.maxSteps, let place = chooser.next() {
        steps += 1
        let kind = stepper.kind(place)
        note(stepper.kindNames[kind], stepper.role(place))
      }
      rest -= steps
    }
  }

  private mutating func note(_ kind: String, _ role: StepRole) {
    switch role {
    case .fault(let fault) where faults[fault] != nil:
      faultKinds[fault, default: []].insert(kind)
    case .repeatable:
      if faults[.duplication] != nil { faultKinds[.duplication, default: []].insert(kind) }
      kinds.insert(kind)
    case .fault, .ordinary, .timed, .recovery: kinds.insert(kind)
    }
  }

  /// The settings that have made no difference so far: weights first, by name, then chances.
  public var idleSettings: [IdleSetting] {
    weights.weights.keys.sorted().compactMap(idleWeight)
      + Fault.allCases.filter { faults[$0] != nil && faultKinds[$0] == nil }.map { .chance($0) }
  }

  private func idleWeight(_ name: String) -> IdleSetting? {
    func fits(_ kind: String) -> Bool { kind == name || kind.prefix { $0 != " " } == name }
    if kinds.contains(where: fits) { return nil }
    let fault = Fault.allCases.first { faultKinds[$0]?.contains(where: fits) == true }
    return fault.map { .weightOfFault(name: name, $0) }
      ?? .weight(name: name, kinds: kinds.sorted())
  }
}
