import PaxcheckCatalogue
import PaxcheckConsistency
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckStateSpace

extension Subcommand {
  /// A model at several sizes.
  static let sweep = Subcommand(
    name: "sweep",
    summary: "search a model at several sizes, and show how it grows and where it fails first",
    usage: "[MODEL] name=A..B name=X,Y [name=value …] [options]",
    operands: .model(parameters: true),
    examples: [
      Example(
        command: "paxcheck sweep single-decree-paxos clients=1..3",
        purpose: "how the number of states grows with the clients"),
      Example(
        command: "paxcheck sweep single-decree-paxos clients=1..9 --max-states 2000000",
        purpose: "up to the size that is too large, with an estimate of those beyond"),
      Example(
        command: "paxcheck sweep increment threads=1..4 --first",
        purpose: "the smallest size that shows a bug"),
    ],
    optionsTitle: "What to check",
    options: [Option<Bool>.first.description, Option<Bool>.deadlock.description] + searchOptions + [
      Option<OutputFormat>.format.description, Option<Bool>.quietText.description,
      Option<Bool>.progress.description, Option<ColourChoice>.color.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let request = try ModelRequest(
      invocation.operands, history: invocation[.history], in: session.catalogue)
    let sweep: Sweep
    do throws(ArgumentError) {
      sweep = try Sweep(request.description, request.assignments)
    } catch {
      throw .usage(
        "\(request.description.name): \(error)", seeAlso: "models \(request.description.name)")
    }
    let settings = SearchSettings(invocation: invocation)
    var search = ExhaustiveSearch(
      threads: settings.threads, limits: settings.limits,
      storage: invocation[.storageLayout] ?? .automatic,
      checksDeterminism: invocation[.checkDeterminism], stop: session.stop)
    search.reductions = invocation[.reduce] ?? []
    search.findsDeadlocks = invocation[.deadlock]
    let start = ContinuousClock.now
    let line = ProgressLine(session.console, limits: SearchLimits())
    defer { line.clear() }
    let isWatched = session.console.errors.isTerminal && !invocation[.quiet]
    let isShown = isWatched || invocation[.progress]
    let report: SweepReport
    do throws(ModelError) {
      report = try sweep.run(search, stopsAtFirst: invocation[.first]) { place, progress in
        if isShown { line.show(progress, at: place, after: ContinuousClock.now - start) }
      }
    } catch {
      line.clear()
      throw CommandFailure(error.status, "\(request.description.name): \(error)")
    }
    line.clear()
    let names = Set(searchOptions.map(\.name)).subtracting([
      Option<Int>.threads.description.name, Option<HistoryKind>.history.description.name,
    ])
    let run = SweepRun(
      program: session.program, report: report, threads: settings.threads,
      options: invocation.options(where: names.contains), elapsed: ContinuousClock.now - start)
    let console = session.console
    switch invocation[.format] ?? .text {
    case .json: try console.write(run.json.text)
    case .junit: try console.write(run.junit)
    case .text where invocation[.quiet] && report.isAsExpected == true: break
    case .text: try console.write(run.text(console.style(invocation[.color])))
    }
    return ExitStatus(isAsExpected: report.isAsExpected)
  }

  /// The options of each search.
  private static let searchOptions = SearchSettings.options
}
