import PaxcheckModel
import PaxcheckSearch

/// The options of random runs.
struct SimulationSettings {
  static let options: [OptionDescription] = [
    Option<UInt64>.seed.description,
    Option<Int>.runs.description,
    Option<Int>.maxSteps.description,
    Option<Strategy>.strategy.description,
    Option<Int>.bugDepth.description,
    Option<StepWeights>.weights.description,
    Option<Ratio>.crash.description,
    Option<Ratio>.loss.description,
    Option<Ratio>.duplication.description,
    Option<Ratio>.amnesia.description,
    Option<Ratio>.partition.description,
    Option<ClosedRange<Int>>.latency.description,
    Option<Int>.threads.description,
    Option<Duration>.timeout.description,
  ]

  private let invocation: Invocation
  /// The seed given, or one that was drawn.
  private let seed: UInt64
  private let schedule: Simulation.Schedule

  init(invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    schedule = try Self.schedule(invocation)
    // Below 2^32, so that a drawn seed is easy to type.
    seed = invocation[.seed] ?? UInt64.random(in: 0..<1 << 32)
  }

  /// How steps are chosen, in a few words, with the seed.
  var method: String {
    let runs =
      switch schedule {
      case .uniform: "random runs"
      case .virtualTime: "random runs on a virtual clock"
      case .weighted: "random runs by weights"
      case .priorities(let bugDepth): "random priorities for bugs of depth \(bugDepth)"
      }
    let swarm = invocation[.strategy] == .swarm ? ", each without some kinds of steps," : ""
    return "\(runs)\(swarm) with seed \(seed)"
  }

  private static func schedule(
    _ invocation: Invocation
  ) throws(CommandFailure) -> Simulation.Schedule {
    let isByPriority = invocation[.strategy] == .pct
    let others = [
      "--latency": invocation[.latency] != nil, "--weights": invocation[.weights] != nil,
    ]
    let given = others.filter(\.value).keys.sorted() + (isByPriority ? ["--strategy pct"] : [])
    guard given.count <= 1 else {
      throw .usage(
        "'\(given[0])' and '\(given[1])' both say which step comes next; leave one out")
    }
    guard isByPriority || invocation[.bugDepth] == nil else {
      throw .usage("'--bug-depth' is for '--strategy pct'")
    }
    if isByPriority { return .priorities(bugDepth: invocation[.bugDepth] ?? 3) }
    if let weights = invocation[.weights] { return .weighted(weights) }
    return invocation[.latency].map { .virtualTime(latency: $0) } ?? .uniform
  }

  var simulation: Simulation {
    var faults: [Fault: Ratio] = [:]
    faults[.crash] = invocation[.crash]
    faults[.loss] = invocation[.loss]
    faults[.duplication] = invocation[.duplication]
    faults[.amnesia] = invocation[.amnesia]
    faults[.partition] = invocation[.partition]
    var simulation = Simulation(
      seed: seed, runs: invocation[.runs] ?? 10_000, maxSteps: invocation[.maxSteps] ?? 1_000,
      schedule: schedule, isSwarm: invocation[.strategy] == .swarm, faults: faults,
      threads: invocation[.threads] ?? Machine.cores,
      timeLimit: invocation[.timeout])
    simulation.memoryLimit = SearchSettings(invocation: invocation).limits.memoryBytes
    return simulation
  }
}

// MARK: - Options without effect

extension SimulationSettings {
  /// - Throws: a usage failure about the first setting that makes no difference to a model.
  static func refuse(
    _ settings: [StepSurvey.IdleSetting], about model: String
  ) throws(CommandFailure) {
    guard let setting = settings.first else { return }
    switch setting {
    case .weight(let name, let kinds):
      let words = Set(kinds.map { String($0.prefix { $0 != " " }) }).subtracting(kinds).sorted()
      throw .usage(
        "'--weights \(name)=…' has no effect: \(model) takes no step of such a kind"
          + didYouMean(name, among: kinds + words)
          + (kinds.isEmpty ? "" : "; the kinds are: \(kinds.joined(separator: ", "))"))
    case .weightOfFault(let name, let fault):
      throw .usage(
        "'--weights \(name)=…' has no effect: '--\(fault.rawValue)' says how often that happens; "
          + "leave one out")
    case .chance(let fault):
      let what =
        switch fault {
        case .crash: "nobody crashes"
        case .loss: "no message is lost"
        case .duplication: "no message is delivered twice"
        case .amnesia: "nobody loses its storage"
        case .partition: "the network is never cut"
        }
      throw .usage(
        "'--\(fault.rawValue)' has no effect: \(what) in \(model); a parameter may allow it",
        seeAlso: "models \(model.prefix { $0 != " " })")
    }
  }
}

/// How random runs are driven into corners.
enum Strategy: String, CaseIterable {
  /// Not at all.
  case random
  case swarm
  case pct
}

extension Option<Strategy> {
  static var strategy: Self {
    Option(
      "--strategy",
      "how steps are drawn: alike, without some kinds, or by priorities (default random)",
      in: .runs)
  }
}

extension Option<StepWeights> {
  static var weights: Self {
    Option(
      "--weights", "KIND=N,…", "draw kinds of steps more often, such as deliver=10,drop=1",
      in: .runs
    ) {
      text throws(ValueError) in
      var weights: [String: Int] = [:]
      for item in text.split(separator: ",", omittingEmptySubsequences: false) {
        let parts = item.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let weight = Int(parts[1]),
          0...StepWeights.largest ~= weight
        else {
          throw ValueError(
            "'\(item)' is no kind of step with a weight in 0...\(StepWeights.largest), "
              + "like deliver=10")
        }
        guard weights.updateValue(weight, forKey: String(parts[0])) == nil else {
          throw ValueError("'\(parts[0])' has two weights")
        }
      }
      return StepWeights(weights)
    }
  }
}

extension Option<UInt64> {
  static var seed: Self {
    Option("--seed", "N", "the seed of all runs (default: drawn and printed)", in: .runs) {
      text throws(ValueError) in
      guard let seed = UInt64(text) else {
        throw ValueError("a seed is a whole number in 0...\(UInt64.max)")
      }
      return seed
    }
  }
}

extension Option<Int> {
  static var bugDepth: Self {
    Option(
      "--bug-depth", 1...64, "with pct: how many steps must fall in an order (default 3)",
      in: .runs)
  }
  static var runs: Self {
    Option("--runs", 1...Int.max, "take at most N runs (default 10000)", in: .limits)
  }
  static var maxSteps: Self {
    Option("--max-steps", 1...Int.max, "a run has at most N steps (default 1000)", in: .limits)
  }
}

extension Option<Ratio> {
  static var crash: Self { fault("--crash", "the chance per step of a crash") }
  static var loss: Self { fault("--loss", "the chance per step that a message is lost") }
  static var duplication: Self {
    fault("--duplication", "the chance per step that a message is delivered twice")
  }
  static var amnesia: Self { fault("--amnesia", "the chance per step of lost storage") }
  static var partition: Self { fault("--partition", "the chance per step of a partition") }

  private static func fault(_ name: String, _ summary: String) -> Self {
    Option(name, "RATIO", "\(summary), such as 1/10", in: .runs) { text throws(ValueError) in
      try Ratio(argument: text)
    }
  }
}

extension Option<ClosedRange<Int>> {
  static var latency: Self {
    Option(
      "--latency", "RANGE", "choose steps on a virtual clock; milliseconds, such as 1...50",
      in: .runs
    ) {
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
