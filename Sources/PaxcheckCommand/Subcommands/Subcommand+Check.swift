import PaxcheckCatalogue
import PaxcheckConsistency
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckStateSpace

extension Subcommand {
  /// A command that searches every state in some order.
  static func check(
    _ name: String, _ order: ExhaustiveSearch.Order, _ summary: String, examples: [Example]
  ) -> Subcommand {
    Subcommand(
      name: name, summary: summary, usage: "[MODEL] [name=value …] [options]",
      operands: .model(parameters: true), examples: examples, optionsTitle: "What to check",
      options: FocusSettings.options
        + [Option<Bool>.first.description, Option<Bool>.deadlock.description]
        + SearchSettings.options
        + CheckpointSettings.options + ReportSettings.options
    ) { (invocation, session) throws(CommandFailure) in
      let settings = SearchSettings(invocation: invocation)
      let reporting = try ReportSettings(command: name, invocation, session)
      let checkpoints = try CheckpointSettings(
        invocation, order: order, program: session.program)
      let focus = try FocusSettings(invocation)
      let isResumable = invocation[.checkpoint] != nil || invocation[.resume] != nil
      guard focus.isEmpty || !isResumable else {
        throw .usage("checkpoints are of searches without '--from', '--scenario' and '--until'")
      }
      let reductions = invocation[.reduce] ?? []
      guard reductions.isEmpty || !isResumable else {
        throw .usage("checkpoints are of searches without '--reduce'")
      }
      let request = focus.request(try checkpoints.request(in: session.catalogue))
      let instance = try focus.focused(
        ModelRequest(words: request, in: session.catalogue).instance())
      guard invocation[.storageLayout] != .tree || instance.isMadeOfParts else {
        throw .usage(
          "'--storage tree' is for states with parts; those of \(instance.name) are kept whole")
      }
      let line = ProgressLine(session.console, limits: settings.limits)
      var search = ExhaustiveSearch(
        order, threads: settings.threads, limits: settings.limits,
        storage: invocation[.storageLayout] ?? .automatic,
        countsActions: reporting.countsActions,
        checksDeterminism: invocation[.checkDeterminism], stop: session.stop)
      let rehearsal = Rehearsal(of: instance, search)
      if case .second(let parent) = session.role {
        return try rehearsal.answer(session.console, parent: parent)
      }
      let second = isResumable ? nil : session.startSecondProcess()
      search.goal = try focus.goal(of: instance)
      search.stopsAtFirstViolation = invocation[.first]
      search.findsDeadlocks = invocation[.deadlock]
      search.reductions = reductions
      search.checkpoint = try checkpoints.checkpoint(
        of: instance, request: request, by: search, line)
      return try reporting.run(
        instance, by: focus.method(order.name), threads: settings.threads, limits: settings.limits,
        request: request, line: line
      ) { (progress) throws(ModelError) in
        search.progress = progress
        let report = try instance.check(search)
        return report.adding(
          warnings: try rehearsal.hazards(comparedWith: second, orElse: session.warn))
      }
    }
  }
}
