import PaxcheckCatalogue
import PaxcheckSearch

/// What a subcommand works with.
struct Session: Sendable {
  let makeCatalogue: @Sendable () -> ModelCatalogue
  let console: Console
  /// Requested when the user wants to stop.
  let stop: StopSignal

  var catalogue: ModelCatalogue { makeCatalogue() }
}
