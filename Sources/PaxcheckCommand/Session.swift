import PaxcheckCatalogue
import PaxcheckSearch

/// What a subcommand works with.
struct Session: Sendable {
  let catalogue: ModelCatalogue
  let console: Console
  /// Requested when the user wants to stop.
  let stop: StopSignal
}
