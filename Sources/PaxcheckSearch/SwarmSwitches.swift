import PaxcheckModel
import PaxcheckStateSpace

/// Which kinds of steps a run does without: every run switches off each kind with a probability of a
/// half, so that over many runs any few kinds dominate in some.
///
/// - SeeAlso: A. Groce and others, "Swarm Testing", ISSTA 2012.
struct SwarmSwitches {
  private let seed: UInt64
  private let run: Int
  /// For each kind, whether it is disabled; filled lazily.
  private var isOff: [Int: Bool] = [:]

  init(seed: UInt64, run: Int) {
    self.seed = seed
    self.run = run
  }

  /// Whether a step is of a kind that is switched off. This depends on the kind's name, not on the
  /// order in which kinds appear.
  mutating func isOff(_ place: Int, _ stepper: any Stepper) -> Bool {
    let kind = stepper.kind(place)
    if let known = isOff[kind] { return known }
    var generator = SeededGenerator(seed: seed ^ hash(stepper.kindNames[kind]), run: run)
    let answer = generator.chance(Ratio(1, 2))
    isOff[kind] = answer
    return answer
  }

  /// FNV-1a.
  private func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
