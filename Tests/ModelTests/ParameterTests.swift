import BuiltInModels
import PaxcheckKit
import PaxcheckTestSupport
import Testing

@Suite struct `The parameters of a model` {
  private static let search = ExhaustiveSearch(
    limits: SearchLimits(states: Effort.isFull ? 2_000 : 500))

  @Test(arguments: Effort.sample(ModelCatalogue.builtIn.models))
  func `may be at the ends of their ranges, or are refused with a reason`(
    model: ModelDescription
  ) throws {
    for parameter in model.parameters where parameter.name != "mutation" {
      for value in parameter.ends {
        guard let instance = try model.sensibleInstance(["\(parameter.name)=\(value)"]) else {
          continue
        }
        let (runs, steps) = Effort.isFull ? (10, 300) : (1, 40)
        _ = try instance.simulate(Simulation(seed: 1, runs: runs, maxSteps: steps))
      }
    }
  }

  /// Without an assumption about fairness hardly anything comes true in the end.
  private static let assumptions = ["fairness", "fair"]

  /// Claims that some parameters refute: those of `increment` without a lock, of a register on several
  /// servers or a network that repeats requests, of a game whose strokes get lost, of quorums that do not
  /// meet, and of puzzles that cannot be solved. What comes true depends on what is fair, in every model.
  private static let refutable = [
    "increment": ["threads"], "single-copy-register": ["servers", "network"],
    "paxos-message-set": ["quorum"], "ping-pong": ["lossy"], "die-hard": ["small", "big", "goal"],
    "linear-equation": ["a", "b", "c"],
    "missionaries-and-cannibals": ["missionaries", "cannibals", "boat"],
  ]

  @Test(arguments: ModelCatalogue.builtIn.models.filter { $0.name != "increment" })
  func `change nothing about what a correct model shows`(model: ModelDescription) throws {
    let fixed = Self.refutable[model.name, default: []] + ["mutation"] + Self.assumptions
    let parameters = model.parameters.filter {
      !fixed.contains($0.name) && !model.faults.contains($0)
    }
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<(parameters.isEmpty ? 1 : Effort.share(of: 30)) {
      let changed = parameters.filter { _ in generator.chance(Ratio(1, 4)) }
      let assignments = changed.map { "\($0.name)=\($0.smallValue(&generator))" }
      guard let instance = try model.sensibleInstance(assignments) else { continue }
      let report = try instance.check(Self.search)
      let wrong = report.properties.filter { $0.isAsExpected == false }
      #expect(
        wrong.isEmpty, "\(assignments.joined(separator: " ")): \(wrong.map(\.claim.name))")
    }
  }

  /// A partition that keeps messages delays them, which every network may do.
  @Test(
    arguments: ModelCatalogue.builtIn.models.filter { !$0.faults.isEmpty },
    ["symmetric", "one-way"])
  func `show nothing wrong in a partition that keeps messages`(
    model: ModelDescription, cut: String
  ) throws {
    let instance = try model.instance(["partitions=1", "cut=\(cut)"])
    let report = try instance.check(Self.search)
    let wrong = report.properties.filter { $0.isAsExpected == false }
    let before = try model.instance().check(Self.search)
    let known = before.properties.filter { $0.isAsExpected == false }.map(\.claim.name)
    #expect(Set(wrong.map(\.claim.name)).isSubset(of: known))
  }
}

extension ModelDescription {
  /// The model with these parameters; `nil` if it says that they do not go together.
  fileprivate func sensibleInstance(_ assignments: [String]) throws -> ModelInstance? {
    do throws(ArgumentError) {
      return try instance(assignments)
    } catch .inconsistent {
      return nil
    }
  }
}

extension Parameter {
  /// The least and the greatest value, or all words.
  fileprivate var ends: [String] {
    switch domain {
    case .integer(let range), .list(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
    case .choice(let words): words
    case .flag: ["true", "false"]
    }
  }

  /// A random value that does not make a space much larger.
  fileprivate func smallValue(_ generator: inout SeededGenerator) -> String {
    func number(_ range: ClosedRange<Int>) -> String {
      String(range.lowerBound + generator.below(min(range.count, 3)))
    }
    switch domain {
    case .integer(let range): return number(range)
    case .list(let range):
      return (0...generator.below(3)).map { _ in number(range) }.joined(separator: ",")
    case .choice(let words): return words[generator.below(words.count)]
    case .flag: return generator.chance(Ratio(1, 2)) ? "true" : "false"
    }
  }
}
