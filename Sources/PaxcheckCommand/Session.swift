import PaxcheckCatalogue
import PaxcheckSearch

/// What a subcommand works with.
struct Session: Sendable {
  /// What the program is called, in messages and in the commands that they propose.
  let program: String
  let makeCatalogue: @Sendable () -> ModelCatalogue
  let console: Console
  /// Requested when the user wants to stop.
  let stop: StopSignal
  /// Which of two processes this is that are compared.
  var role = SecondProcess.Role.none

  /// The models.
  ///
  /// - Throws: a failure if they cannot be told apart by their names.
  var catalogue: ModelCatalogue {
    get throws(CommandFailure) {
      let catalogue = makeCatalogue()
      if let complaint = catalogue.complaint { throw CommandFailure(.software, complaint) }
      return catalogue
    }
  }

  /// Says what may be wrong with a model of which there is no report.
  func warn(_ text: String) { console.writeError("\(program): warning: \(text)\n") }

  /// Starts a second process that is given the same command line, if this is the first one.
  func startSecondProcess() -> SecondProcess? {
    guard case .first(let arguments) = role else { return nil }
    return SecondProcess(arguments)
  }
}
