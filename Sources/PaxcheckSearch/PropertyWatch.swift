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
  /// The properties that the end of the run decides: those about it, and those that must stay possible,
  /// because nothing is where nothing can happen.
  private let final: UInt64
  /// The properties that a state decides by fulfilling their condition.
  private let examples: UInt64

  /// Watches for the properties among `open`.
  init(_ expectations: [Expectation], open: UInt64) {
    statewise = open & expectations.bits { $0.decider == .state }
    stepwise = open & expectations.bits { $0.decider == .step }
    eventual = open & expectations.bits { $0.decider == .behaviour }
    final = open & expectations.bits { $0.decider == .end || $0.decider == .deadEnd }
    examples = expectations.examples
  }

  /// Whether it matters if the run ends where the model does.
  var waitsForEnd: Bool { eventual | final != 0 }

  /// The run is in a state, after so many steps.
  mutating func visit(_ stepper: any Stepper, step: Int) {
    if stepwise != 0, step > 0 {
      let broken = stepper.brokenByStep(among: stepwise)
      note(broken, step: step)
      stepwise &= ~broken
    }
    guard statewise | eventual != 0 else { return }
    let satisfied = stepper.satisfied(among: statewise | eventual)
    let decided = statewise & ~(satisfied ^ examples)
    note(decided, step: step)
    statewise &= ~decided
    guard eventual != 0 else { return }
    eventual &= ~satisfied
    if eventual != 0, stepper.isRevisited() { violateEventual(step: step) }
  }

  /// The run has come to where the model ends, after so many steps.
  mutating func end(_ stepper: any Stepper, step: Int) {
    violateEventual(step: step)
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
  }
}
