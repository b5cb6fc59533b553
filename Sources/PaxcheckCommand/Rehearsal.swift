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
      self.search.limits = SearchLimits(states: 5_000)
    }
  }

  /// How many parts of values are looked at unless everything is.
  private static var sample: Int { 4_000 }

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

  /// Compares what the model answers here and in a second process.
  ///
  /// - Parameter warn: Gets what was found in states and messages that may make a model differ.
  /// - Throws: `.nondeterministic` where it is not the same.
  func compare(with process: SecondProcess, warn: (String) -> Void) throws(ModelError) {
    let own = answers()
    for hazard in own.hazards { warn(hazard.description) }
    guard let others = process.answers(),
      let place = AnswerLog.difference(between: own.sums, and: others)
    else { return }
    let question = answers(naming: place).question ?? "the model"
    throw .nondeterministic(
      where: "in a second process, in which hash values are others, \(question)")
  }
}
