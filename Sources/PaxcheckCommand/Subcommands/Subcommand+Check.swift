import PaxcheckCatalogue
import PaxcheckConsistency
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch

extension Subcommand {
  /// A command that searches every state in some order.
  static func check(
    _ name: String, _ order: ExhaustiveSearch.Order, _ summary: String, examples: [Example]
  ) -> Subcommand {
    Subcommand(
      name: name, summary: summary, usage: "[MODEL] [name=value …] [options]",
      operands: .model(parameters: true), examples: examples,
      options: SearchSettings.options + ReportSettings.options
    ) { (invocation, session) throws(CommandFailure) in
      let settings = SearchSettings(invocation: invocation)
      let reporting = try ReportSettings(command: name, invocation, session)
      let instance = try ModelRequest(
        invocation.operands, history: invocation[.history], in: session.catalogue
      ).instance()
      return try reporting.run(
        instance, by: order == .breadthFirst ? "breadth-first" : "depth-first",
        threads: settings.threads, limits: settings.limits
      ) { (progress) throws(ModelError) in
        try instance.check(
          ExhaustiveSearch(
            order, threads: settings.threads, limits: settings.limits,
            countsActions: reporting.countsActions,
            checksDeterminism: invocation[.checkDeterminism], progress: progress,
            stop: session.stop))
      }
    }
  }
}
