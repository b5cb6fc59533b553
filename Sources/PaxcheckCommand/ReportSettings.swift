import PaxcheckCatalogue
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch

/// How a search is watched and how its result is written: the options that every search shares.
struct ReportSettings {
  static let options: [OptionDescription] = [
    Option<OutputFormat>.format.description,
    Option<String>.saveTraces.description,
    Option<Bool>.quietText.description,
    Option<Bool>.verbose.description,
    Option<ColourChoice>.color.description,
    Option<Bool>.progress.description,
    Option<Bool>.help.description,
  ]

  private let command: String
  private let invocation: Invocation
  private let session: Session
  private let format: OutputFormat
  private let folder: TraceFolder?

  /// Reads the options and makes the folder for traces, so that a bad one is known at once.
  init(command: String, _ invocation: Invocation, _ session: Session) throws(CommandFailure) {
    self.command = command
    self.invocation = invocation
    self.session = session
    format = invocation[.format] ?? .text
    guard !invocation[.quiet] || !invocation[.verbose] else {
      throw .usage("'--quiet' and '--verbose' contradict each other; leave one out")
    }
    folder = try invocation[.saveTraces].map { path throws(CommandFailure) in
      try TraceFolder(path)
    }
  }

  /// Whether the search shall count actions, which a terse report does not show.
  var countsActions: Bool { format == .json || invocation[.verbose] }

  /// Runs a search, saves its traces and writes its report.
  func run(
    _ instance: ModelInstance, by method: String, threads: Int, limits: SearchLimits,
    seed: UInt64? = nil, request: [String]? = nil, line: ProgressLine? = nil,
    search: (ProgressObserver?) throws(ModelError) -> CheckReport
  ) throws(CommandFailure) -> ExitStatus {
    let line = line ?? ProgressLine(session.console, limits: limits)
    let isWatched = session.console.errors.isTerminal && !invocation[.quiet]
    let observer: ProgressObserver? =
      isWatched || invocation[.progress] ? { @Sendable in line.show($0) } : nil
    let report: CheckReport
    let start = ContinuousClock.now
    do throws(ModelError) {
      report = try search(observer)
    } catch {
      line.clear()
      throw CommandFailure(error.status, "\(instance.name): \(error)")
    }
    let elapsed = ContinuousClock.now - start
    line.clear()
    let saved = folder?.save(report)
    try write(
      CheckRun(
        program: session.program, command: command, method: method, report: report,
        threads: threads, seed: seed, elapsed: elapsed, peakMemoryBytes: Machine.peakMemoryBytes,
        commandLine: commandLine(request ?? invocation.request, seed: seed),
        traceFiles: saved?.files ?? [:]))
    if let failure = saved?.failure { throw failure }
    return ExitStatus(isAsExpected: report.isAsExpected)
  }

  /// The command line of the same search: with the seed if it was drawn, without the options that
  /// change no verdict.
  private func commandLine(_ request: [String], seed: UInt64?) -> String {
    let others =
      Self.options + CheckpointSettings.options + ModelRequest.options
      + [Option<Int>.threads.description]
    let names = Set(others.map(\.name))
    var words = [session.program, command] + request
    words += invocation.options { !names.contains($0) }
    if let seed, invocation[.seed] == nil { words += ["--seed", String(seed)] }
    return words.map(\.shellQuoted).joined(separator: " ")
  }

  private func write(_ run: CheckRun) throws(CommandFailure) {
    let console = session.console
    switch format {
    case .json: try console.write(run.json.text)
    case .junit: try console.write(run.junit)
    case .text:
      let isQuiet = invocation[.quiet] && run.report.warnings.isEmpty
      if isQuiet && run.report.isAsExpected == true { return }
      let style = console.style(invocation[.color])
      try console.write(run.text(style, isVerbose: invocation[.verbose]))
    }
  }
}

extension ModelError {
  var status: ExitStatus {
    switch self {
    case .nondeterministic, .sharedState, .unkeptPromise, .tooLarge, .malformed: .software
    case .unusableCheckpoint: .malformedInput
    }
  }
}
