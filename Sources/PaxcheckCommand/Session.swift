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
}
