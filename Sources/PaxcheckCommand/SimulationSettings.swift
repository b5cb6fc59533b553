import PaxcheckModel
import PaxcheckSearch

/// The options of random runs.
struct SimulationSettings {
  static let options: [OptionDescription] = [
    Option<UInt64>.seed.description,
    Option<Int>.runs.description,
    Option<Int>.maxSteps.description,
    Option<Ratio>.crash.description,
    Option<Ratio>.loss.description,
    Option<Ratio>.duplication.description,
    Option<ClosedRange<Int>>.latency.description,
    Option<Int>.threads.description,
    Option<Duration>.timeout.description,
  ]

  private let invocation: Invocation
  /// The seed given, or one that was drawn.
  private let seed: UInt64

  init(invocation: Invocation) {
    self.invocation = invocation
    // Below 2^32, so that a drawn seed is easy to type.
    seed = invocation[.seed] ?? UInt64.random(in: 0..<1 << 32)
  }

  var simulation: Simulation {
    var faults: [Fault: Ratio] = [:]
    faults[.crash] = invocation[.crash]
    faults[.loss] = invocation[.loss]
    faults[.duplication] = invocation[.duplication]
    return Simulation(
      seed: seed, runs: invocation[.runs] ?? 10_000, maxSteps: invocation[.maxSteps] ?? 1_000,
      schedule: invocation[.latency].map { .virtualTime(latency: $0) } ?? .uniform,
      faults: faults, threads: invocation[.threads] ?? Machine.cores,
      timeLimit: invocation[.timeout])
  }
}

extension Option<UInt64> {
  static var seed: Self {
    Option("--seed", "N", "the seed of all runs (default: drawn and printed)") {
      text throws(ValueError) in
      guard let seed = UInt64(text) else {
        throw ValueError("a seed is a whole number in 0...\(UInt64.max)")
      }
      return seed
    }
  }
}

extension Option<Int> {
  static var runs: Self { Option("--runs", 1...Int.max, "take at most N runs (default 10000)") }
  static var maxSteps: Self {
    Option("--max-steps", 1...Int.max, "a run has at most N steps (default 1000)")
  }
}

extension Option<Ratio> {
  static var crash: Self { fault("--crash", "the chance per step of a crash") }
  static var loss: Self { fault("--loss", "the chance per step that a message is lost") }
  static var duplication: Self {
    fault("--duplication", "the chance per step that a message is delivered twice")
  }

  private static func fault(_ name: String, _ summary: String) -> Self {
    Option(name, "RATIO", "\(summary), such as 1/10") { text throws(ValueError) in
      try Ratio(argument: text)
    }
  }
}

extension Option<ClosedRange<Int>> {
  static var latency: Self {
    Option("--latency", "RANGE", "choose steps on a virtual clock; milliseconds, such as 1...50") {
      text throws(ValueError) in
      let separator = text.contains("...") ? "..." : "-"
      let bounds = text.split(separator: separator).map { Int($0) }
      guard bounds.count == 2, let lower = bounds[0], let upper = bounds[1],
        0 <= lower, lower <= upper, upper < 1 << 32
      else {
        throw ValueError("a range of milliseconds is needed, like 1...50")
      }
      return lower...upper
    }
  }
}
