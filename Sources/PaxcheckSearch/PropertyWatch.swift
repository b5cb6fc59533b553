import PaxcheckModel
import PaxcheckStateSpace

/// Watches the states of one run for those that decide a property.
struct PropertyWatch {
  /// What the run has decided.
  private(set) var hits: [RunResult.Hit] = []
  /// The properties that one state can decide, a bit for each, as long as none has.
  private var statewise: UInt64
  /// The properties that one step can decide, as long as none has.
  private var stepwise: UInt64
  /// The properties of which the run must show that their condition is true at some moment.
  private var eventual: UInt64
  /// Whether a run that comes back to a state shows that a condition never becomes true.
  private let judgesLoops: Bool
  /// The properties by which one thing must lead to another, and those of which it has not yet.
  private let leading: UInt64
  private var asked: UInt64 = 0
  /// The properties that the last state of a run decides where nothing can happen: those about it, those that
  /// must be true for ever or again and again, and those that must stay possible.
  private let final: UInt64
  /// The properties that a state decides by fulfilling their condition.
  private let examples: UInt64

  /// Watches for the properties among `open`.
  ///
  /// - Parameter judgesLoops: Whether every loop counts, since nothing is assumed about fairness.
  init(_ expectations: [Expectation], open: UInt64, judgesLoops: Bool) {
    func places(where isMeant: (Expectation) -> Bool) -> UInt64 {
      open & expectations.places(where: isMeant)
    }
    self.judgesLoops = judgesLoops
    statewise = open & expectations.bits { $0.decider == .state }
    stepwise = open & expectations.bits { $0.decider == .step }
    eventual = places { $0 == .eventually }
    leading = places { $0 == .leadsTo }
    final = places { $0.isDecidedByEnd }
    examples = expectations.examples
    behaviours = open & expectations.bits { $0.decider == .behaviour }
  }

  /// What goes on for ever has decided properties.
  mutating func note(_ hits: [RunResult.Hit]) {
    for hit in hits { note(1 << UInt64(hit.property), step: hit.step) }
  }

  /// The properties about what goes on for ever that nothing has decided yet.
  private(set) var behaviours: UInt64

  /// Whether it matters if the run ends where the model does.
  var waitsForEnd: Bool { eventual | leading | final != 0 }

  /// The run is in a state, after so many steps.
  mutating func visit(_ stepper: any Stepper, step: Int) {
    if stepwise != 0, step > 0 {
      let broken = stepper.brokenByStep(among: stepwise)
      note(broken, step: step)
      stepwise &= ~broken
    }
    guard statewise | eventual | leading != 0 else { return }
    let satisfied = stepper.satisfied(among: statewise | eventual | leading)
    let decided = statewise & ~(satisfied ^ examples)
    note(decided, step: step)
    statewise &= ~decided
    if leading != 0 {
      asked = (asked | stepper.originating(among: leading)) & ~satisfied & leading
    }
    guard eventual != 0 else { return }
    eventual &= ~satisfied
    if judgesLoops, eventual != 0, stepper.isRevisited() { violateEventual(step: step) }
  }

  /// The run has come to where the model ends, after so many steps.
  mutating func end(_ stepper: any Stepper, step: Int) {
    violateEventual(step: step)
    note(asked, step: step)
    if final != 0 { note(final & ~stepper.satisfied(among: final), step: step) }
  }

  private mutating func violateEventual(step: Int) {
    note(eventual, step: step)
    eventual = 0
  }

  private mutating func note(_ properties: UInt64, step: Int) {
    for property in 0..<64 where properties >> UInt64(property) & 1 == 1 {
      hits.append(RunResult.Hit(property: property, step: step))
    }
    behaviours &= ~properties
  }
}
