import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckSearch
import PaxcheckStateSpace

/// The first part of a search, or all of it, which two processes go through to see whether the model does the
/// same in both.
struct Rehearsal {
  private let instance: ModelInstance
  private var search: ExhaustiveSearch
  private let isWhole: Bool

  /// A rehearsal of everything if the search asks everything twice, otherwise of some behaviours.
  init(of instance: ModelInstance, _ search: ExhaustiveSearch) {
    self.instance = instance
    self.search = search
    isWhole = search.scrutiny.determinism == .whole
    if !isWhole {
      self.search.order = .depthFirst
      self.search.limits = SearchLimits(states: 1_000)
    }
  }

  /// How many parts of values are looked at unless everything is.
  private static var sample: Int { 1_000 }

  /// What the model answers in this process.
  private func answers(naming place: Int? = nil) -> AnswerLog {
    instance.answers(to: search, upTo: isWhole ? .max : Self.sample, naming: place)
  }

  /// Says what the model answers, in a second process.
  ///
  /// - Parameter parent: The process that listens; without it there is no reason to go on.
  func answer(_ console: Console, parent: Int32) throws(CommandFailure) -> ExitStatus {
    var search = search
    search.progress = { _ in SecondProcess.endWithout(parent) }
    let answers = Rehearsal(of: instance, search).answers()
    try console.write(SecondProcess.text(of: answers))
    return .asExpected
  }

  /// What was found in states, messages and actions that may make the model differ, a sentence each.
  ///
  /// - Parameters:
  ///   - process: A second process, whose answers are compared with those of this one, if there is one.
  ///   - warn: Gets the sentences if there will be no report.
  /// - Throws: `.nondeterministic` where the answers differ.
  func hazards(
    comparedWith process: SecondProcess?, orElse warn: (String) -> Void = { _ in }
  ) throws(ModelError) -> [String] {
    let own = answers()
    let hazards = own.hazards.map(\.description)
    guard let others = process?.answers(),
      let place = AnswerLog.difference(between: own.sums, and: others)
    else { return hazards }
    for hazard in hazards { warn(hazard) }
    let question = answers(naming: place).question ?? "the model"
    throw .nondeterministic(
      where: "in a second process, in which hash values are others, \(question)")
  }
}

extension CheckReport {
  /// The report with further warnings.
  func adding(warnings more: [String]) -> CheckReport {
    CheckReport(
      model: model, arguments: arguments, statistics: statistics, properties: properties,
      focus: focus, warnings: warnings + more, reductions: reductions)
  }
}
