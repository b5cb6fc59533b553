public import PaxcheckModel
public import PaxcheckStateSpace

/// Takes random walks through a model and reports what they meet, shrunk.
///
/// A run depends on the model, the seed, its own number, and the settings that say how steps are
/// chosen: never on time, on threads, or on other runs. The finding reported for a property is that of
/// the run with the lowest number. Runs end when every property has a finding, so a property without
/// one stays `undecided` after all of them.
public struct Simulation: Sendable {
  /// How the next step is chosen among those that are possible.
  public enum Schedule: Sendable, Hashable {
    /// Each with the same probability.
    case uniform
    /// The one that is due first on a virtual clock. A step becomes due when it has been possible for
    /// a random time: a timer for its own duration, every other step for the latency, in milliseconds
    /// within `StepRole.durations`.
    case virtualTime(latency: ClosedRange<Int>)
    /// Each with a probability in proportion to the weight of its kind.
    case weighted(StepWeights)
    /// The one of the highest random priority, which changes `bugDepth` − 1 times in a run:
    /// probabilistic concurrency testing. `bugDepth` is at least 1.
    case priorities(bugDepth: Int)
  }

  /// The seed of all runs.
  public var seed: UInt64
  /// How many runs to take at most.
  public var runs: Int
  /// How many steps a run has at most.
  public var maxSteps: Int
  public var schedule: Schedule
  /// Whether each run switches off some kinds of steps, each with a probability of a half: faults for
  /// good, the others as long as something else can happen.
  public var isSwarm: Bool
  /// For each kind of fault the chance per step that one happens, if one is possible.
  ///
  /// Faults of a kind that is not listed are chosen as if they were ordinary steps.
  public var faults: [Fault: Ratio]
  /// How many threads take runs at the same time.
  public var threads: Int
  /// How long to go on; `nil` for as long as it takes.
  public var timeLimit: Duration?
  /// Whether `SearchStatistics.actionCounts` is filled in.
  public var countsActions: Bool
  public var progress: ProgressObserver?
  public var stop: StopSignal?
  /// The name of the only property to judge, if not all are.
  public var goal: String?
  /// Whether the runs end with the first that violates a property; what no run up to it decides is
  /// undecided.
  public var stopsAtFirstViolation = false
  /// Whether to judge, besides what the model claims, that it comes to no standstill; see `Property.noDeadlock`.
  public var findsDeadlocks = false
  /// How many bytes the process may have in memory, where the system tells; `nil` for any number.
  public var memoryLimit: Int?
  /// How closely to watch for a model that contradicts itself. A sample is made of the first steps of the
  /// first runs, which are taken twice.
  public var scrutiny = Scrutiny.sampled

  public init(
    seed: UInt64, runs: Int = 10_000, maxSteps: Int = 1_000, schedule: Schedule = .uniform,
    isSwarm: Bool = false, faults: [Fault: Ratio] = [:], threads: Int = 1,
    timeLimit: Duration? = nil,
    countsActions: Bool = false, progress: ProgressObserver? = nil, stop: StopSignal? = nil,
    goal: String? = nil
  ) {
    Mistake.unless(runs > 0, "a simulation needs at least one run, not \(runs)")
    Mistake.unless(maxSteps > 0, "a run needs at least one step, not \(maxSteps)")
    Mistake.unless(threads > 0, "a simulation needs at least one thread, not \(threads)")
    self.seed = seed
    self.runs = runs
    self.maxSteps = maxSteps
    self.schedule = schedule
    self.isSwarm = isSwarm
    self.faults = faults
    self.threads = threads
    self.timeLimit = timeLimit
    self.countsActions = countsActions
    self.progress = progress
    self.stop = stop
    self.goal = goal
  }

  /// Takes the runs.
  ///
  /// `uniqueStates` stays 0: a simulation remembers no states.
  ///
  /// - Throws: `ModelError.nondeterministic` if a run, taken again, went another way; `.unkeptPromise` if an
  ///   actor does not ignore what it promised to; `.malformed` or `.tooLarge` if the properties have no
  ///   proper names or are too many.
  @inlinable
  public func run<M: Model>(_ model: M) throws(ModelError) -> Outcome<M> {
    let claims = try Claims(of: model, among: goal, andDeadlock: findsDeadlocks)
    if let flaw = (model as? any ComponentModel)?.flaw { throw flaw }
    let ledger = ledger(
      judging: claims.properties.map(\.expectation), listed: claims.listed,
      judgesLoops: model.fairness.isEmpty
    ) {
      steps(of: model, run: $0, count: $1)
    } lassos: {
      lassos(of: model, judging: claims.properties, run: $0, count: $1, among: $2)
    } by: {
      stepper(of: model, judging: claims.properties)
    }
    if let contradiction = contradiction(in: model) { throw contradiction }
    return try outcome(of: model, judging: claims, ledger)
  }

  /// The fastest way to take steps of a model.
  @inlinable
  func stepper<M: Model>(of model: M, judging properties: [Property<M>]) -> any Stepper {
    if let component = model as? any ComponentModel, component.isMadeOfComponents {
      return componentStepper(of: component, judging: properties)
    }
    return ValueStepper(model, judging: properties).erased
  }

  @usableFromInline
  func componentStepper<M: Model, C: ComponentModel>(
    of component: C, judging properties: [Property<M>]
  ) -> any Stepper {
    guard let properties = properties as? [Property<C>] else {
      Mistake.stop("\(C.self) is \(M.self)")
    }
    return component.stepper(judging: properties, scrutiny: .none)
  }

  /// Takes the runs, each thread with a stepper of its own.
  ///
  /// - Parameters:
  ///   - listed: How many of the properties the model lists; the others are implied.
  ///   - judgesLoops: Whether every loop counts, since nothing is assumed about fairness.
  ///   - steps: The texts of the first steps of a run, given its number and their number.
  ///   - lassos: Which of some properties the first steps of a run decide by what goes on for ever.
  @usableFromInline
  func ledger(
    judging expectations: [Expectation], listed: Int, judgesLoops: Bool,
    steps: @escaping @Sendable (Int, Int) -> [String],
    lassos: @escaping @Sendable (Int, Int, UInt64) -> [RunResult.Hit],
    by stepper: @Sendable () -> any Stepper
  ) -> RunLedger {
    let ledger = RunLedger(self, expectations, listed: listed)
    onThreads(min(threads, runs)) { worker in
      let stepper = Activity.after {
        []
      } named: {
        "the list of initial states"
      } while: {
        stepper()
      }
      let place = RunPlace()
      Activity.after {
        steps(place.run, place.steps) + [stepper.attempt.step].compactMap(\.self)
      } named: {
        stepper.attempt.name
      } while: {
        while let number = ledger.claim() {
          place.run = number
          let run = RandomRun(simulation: self, number: number)
          let result = run.result(
            of: stepper, watching: ledger.open, of: expectations, judgesLoops: judgesLoops,
            lassos: { lassos(number, $0, $1) }, place
          ) {
            ledger.goesOn(worker: worker)
          }
          ledger.record(result, run: number)
          if !ledger.goesOn(worker: worker) { break }
        }
      }
    }
    return ledger
  }

  /// The texts of the first steps of a run.
  @usableFromInline
  func steps<M: Model>(of model: M, run: Int, count: Int) -> [String] {
    let path = RandomRun(simulation: self, number: run).path(of: model, steps: count)
    return path?.actions.map { actionText($0) } ?? []
  }

  /// Those of some properties that the first steps of a run decide by what goes on for ever.
  @usableFromInline
  func lassos<M: Model>(
    of model: M, judging properties: [Property<M>], run: Int, count: Int, among open: UInt64
  ) -> [RunResult.Hit] {
    let path = RandomRun(simulation: self, number: run).path(of: model, upTo: count)
    return path.map { LassoHunt(model, along: $0).hits(of: properties, among: open) } ?? []
  }

  /// Puts the findings together, each shrunk.
  @usableFromInline
  func outcome<M: Model>(
    of model: M, judging claims: Claims<M>, _ ledger: RunLedger
  ) throws(ModelError) -> Outcome<M> {
    let summary = ledger.summary()
    var findings: [Outcome<M>.Finding] = []
    for (index, (property, hit)) in zip(claims.properties, summary.findings).enumerated() {
      var verdict = Verdict<M>.undecided(
        summary.stopReason ?? .notExhaustive(runs: summary.statistics.runs))
      if summary.isViolated && stopsAtFirstViolation { verdict = .undecided(.firstViolation) }
      if let hit {
        let run = RandomRun(simulation: self, number: hit.run)
        // Where nothing more can happen, nothing is possible; to look any further would take a search.
        let judge = Judge(model, property, limit: nil)
        let shrinker = Shrinker(judge, goesOn: { ledger.hasTime })
        guard let path = run.path(of: model, steps: hit.step).flatMap(shrinker.shrink) else {
          throw .nondeterministic(where: "run \(hit.run) of seed \(seed), taken twice,")
        }
        verdict = judge.kind.verdict(provedBy: path)
      }
      guard claims.tells(verdict, onPropertyAt: index) else { continue }
      findings.append(Outcome<M>.Finding(property: property, verdict: verdict, run: hit?.run))
    }
    let warnings = SearchWarnings.ofRuns(summary.statistics)
    return Outcome(
      findings: findings, statistics: summary.statistics,
      warnings: model.warnings + SearchWarnings.ofClaims(claims.listed) + warnings
        + (summary.warning.map { [$0] } ?? []))
  }

  /// Whether all steps are alike.
  var isPlain: Bool { faults.isEmpty && schedule == .uniform && !isSwarm }
}

extension Model {
  /// Judges all properties by random runs.
  @inlinable
  public func simulate(_ simulation: Simulation) throws(ModelError) -> Outcome<Self> {
    try simulation.run(self)
  }
}
