import PaxcheckModel
import PaxcheckStateSpace

/// The time in which nothing but faults happens in a run, and nothing else could: actors crash and
/// recover, messages are lost or come once more, and no handler has anything to do.
///
/// Without an end to it such a run would go on to its last step, however many there may be.
struct Lull {
  /// What a step that was tried is to the run.
  enum Incident {
    /// It makes something go wrong, or makes that good.
    case fault
    /// It is the first of its kind in the run; another one like it would be a fault. Its key.
    case repeatable(Int)
    case progress
  }

  /// The number of faults in a row after which a run ends, if nothing else was possible after any of them.
  static let longest = 64

  /// The number of faults in a row.
  private var length = 0
  private var endsWithFault = false
  /// The repeatable actions that the run has taken.
  private(set) var keys: Set<Int> = []

  /// What a step that is offered would be to the run.
  func incident(_ place: Int, _ stepper: any Stepper) -> Incident {
    switch stepper.role(place) {
    case .ordinary, .timed: return .progress
    case .recovery, .fault: return .fault
    case .repeatable:
      let key = stepper.key(place)
      return keys.contains(key) ? .fault : .repeatable(key)
    }
  }

  /// The run takes a step.
  mutating func note(_ incident: Incident) {
    endsWithFault = false
    switch incident {
    case .progress: break
    case .repeatable(let key): keys.insert(key)
    case .fault: endsWithFault = true
    }
    if !endsWithFault { length = 0 }
  }

  /// Whether the run should end, given how many steps are offered now.
  mutating func isOver(among count: Int, _ stepper: any Stepper) -> Bool {
    guard endsWithFault else { return false }
    let isQuiet = (0..<count).allSatisfy { place in
      if case .fault = incident(place, stepper) { return true }
      return !stepper.isStep(place)
    }
    length = isQuiet ? length + 1 : 0
    return length >= Self.longest
  }

  /// Takes over new numbers for all of `keys`.
  mutating func renumber(_ numbers: [Int: Int]) {
    keys = Set(keys.map { numbers[$0] ?? 0 })
  }
}
