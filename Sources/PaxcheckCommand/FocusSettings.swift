import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckTrace

/// The options that limit a search to a part of a model, or to one question.
struct FocusSettings {
  static let options: [OptionDescription] = [
    Option<String>.from.description, Option<String>.scenario.description,
    Option<String>.until.description,
  ]

  private let invocation: Invocation
  private let prefix: Trace?

  /// Reads the trace, so that a bad one is known at once.
  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    prefix = try invocation[.from].map { file throws(CommandFailure) in try Trace(file: file) }
  }

  /// Whether all of the model is searched for all of its properties.
  var isEmpty: Bool {
    prefix == nil && invocation[.scenario] == nil && invocation[.until] == nil
  }

  /// The words that ask for the model: those of the command line, or else the trace's.
  func request(_ words: [String]) -> [String] {
    guard let model = prefix?.model, words.isEmpty else { return words }
    return [model.name] + model.assignments.map { "\($0.name)=\($0.value)" }
  }

  /// The part of a model that is meant.
  func focused(_ instance: ModelInstance) throws(CommandFailure) -> ModelInstance {
    guard prefix != nil || invocation[.scenario] != nil else { return instance }
    do throws(FocusError) {
      return try instance.focused(
        on: Focus(prefix: prefix, scenario: invocation[.scenario]))
    } catch {
      switch error {
      case .unknownScenario:
        throw .usage(
          "\(instance.name): \(error)", seeAlso: "models \(instance.name)")
      case .otherModel, .prefix:
        throw CommandFailure(.malformedInput, "\(invocation[.from] ?? ""): \(error)")
      }
    }
  }

  /// A way to search, in a few words, with what it is limited to.
  func method(_ method: String) -> String {
    let words = [
      invocation[.scenario].map { "within scenario \($0)" },
      prefix.map { "from step \($0.steps.count) of \(invocation[.from] ?? "")" },
      invocation[.until].map { "until '\($0)' is decided" },
    ]
    return ([method] + words.compactMap { $0 }).joined(separator: ", ")
  }

  /// The property that `--until` names.
  func goal(of instance: ModelInstance) throws(CommandFailure) -> String? {
    guard let goal = invocation[.until] else { return nil }
    let names = instance.claims.map(\.name)
    guard names.contains(goal) else {
      throw .usage(
        "\(instance.name) has no property '\(goal)'\(didYouMean(goal, among: names)); "
          + (names.isEmpty ? "it has none" : "it has: \(names.joined(separator: ", "))"),
        seeAlso: "models \(instance.name)")
    }
    return goal
  }
}

extension Option<String> {
  fileprivate static var from: Self {
    Option("--from", "TRACE", "start where a trace ends", completion: .file) { $0 }
  }
  fileprivate static var scenario: Self {
    Option("--scenario", "NAME", "take only steps of a scenario that 'paxcheck models' lists") {
      $0
    }
  }
  fileprivate static var until: Self {
    Option("--until", "PROPERTY", "judge this property only, and stop as soon as it is decided") {
      $0
    }
  }
}
