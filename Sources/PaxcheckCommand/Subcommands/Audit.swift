import PaxcheckCatalogue
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch

extension Subcommand {
  /// Whether mistakes in a model would be noticed.
  static let audit = Subcommand(
    name: "audit",
    summary: "plant every known bug in a model and see whether the search finds it",
    usage: "[MODEL] [options]",
    operands: .model(parameters: false),
    examples: [
      Example(
        command: "paxcheck audit --first",
        purpose: "whether each bug is caught, in the shortest time"),
      Example(
        command: "paxcheck audit single-decree-paxos",
        purpose: "which bugs are caught, by which property, in how many steps"),
      Example(
        command: "paxcheck audit multi-paxos --format junit --max-states 5000000",
        purpose: "for a build server; look at up to five million states of each mutant"),
      Example(
        command: "paxcheck audit multi-paxos --timeout 30s",
        purpose: "give up each single search after half a minute"),
      Example(
        command: "paxcheck audit multi-paxos --simulate --strategy pct --seed 1",
        purpose: "in how many random runs each bug is found"),
    ],
    optionsTitle: "What to look for",
    options: limits + [
      Option<Bool>.simulate.description, Option<Bool>.firstOfMutant.description,
      Option<Bool>.all.description,
    ] + SimulationSettings.options + [
      Option<OutputFormat>.format.description,
      Option<Bool>.quietText.description, Option<Bool>.progress.description,
      Option<ColourChoice>.color.description, Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let model = try ModelRequest(invocation.operands, in: session.catalogue).description
    let settings = SearchSettings(invocation: invocation)
    var limits = settings.limits
    limits.states = limits.states ?? defaultStates
    var search = ExhaustiveSearch(threads: settings.threads, limits: limits, stop: session.stop)
    search.reductions = invocation[.reduce] ?? []
    try refuseOptionsOfOtherMethod(invocation)
    guard !invocation[.firstOfMutant] || !invocation[.all] else {
      throw .usage("'--first' and '--all' contradict each other; leave one out")
    }
    let random = try SimulationSettings(invocation: invocation)
    var simulation = random.simulation
    simulation.stop = session.stop
    if invocation[.simulate] { try refuseIdleSettings(of: simulation, on: model) }
    let start = ContinuousClock.now
    let line = ProgressLine(session.console, limits: SearchLimits())
    let isWatched = session.console.errors.isTerminal && !invocation[.quiet]
    let observer: AuditObserver? =
      isWatched || invocation[.progress]
      ? { @Sendable in line.show($0, after: ContinuousClock.now - start) } : nil
    defer { line.clear() }
    let report: AuditReport
    do {
      report =
        try invocation[.simulate]
        ? model.audit(simulation, observer: observer)
        : model.audit(
          search, stopsWhenCaught: stopsWhenCaught(invocation, session.console), observer: observer)
    } catch {
      throw CommandFailure(.software, "\(model.name): \(error)")
    }
    line.clear()
    let run = AuditRun(
      program: session.program, audit: report, threads: settings.threads,
      method: invocation[.simulate] ? random.method : nil,
      options: options(invocation, seed: simulation.seed), elapsed: ContinuousClock.now - start)
    let console = session.console
    switch invocation[.format] ?? .text {
    case .json: try console.write(run.json.text)
    case .junit: try console.write(run.junit)
    case .text where invocation[.quiet] && report.isAsExpected == true: break
    case .text: try console.write(run.text(console.style(invocation[.color])))
    }
    return ExitStatus(isAsExpected: report.isAsExpected)
  }

  /// Whether each mutant is searched only until it is caught: the default at a terminal, unless
  /// the options say otherwise.
  private static func stopsWhenCaught(_ invocation: Invocation, _ console: Console) -> Bool {
    invocation[.firstOfMutant] || console.output.isTerminal && !invocation[.all]
  }

  /// How many states of each mutant are looked at unless the user says otherwise.
  private static let defaultStates = 2_000_000

  private static let limits = [
    Option<Int>.maxDepth.description, Option<Int>.maxStates.description,
    Option<Int>.memoryLimit.description, Option<Set<Reduction>>.reduce.description,
  ]

  /// The options that the command which looks at a single mutant takes over from an audit.
  private static func options(_ invocation: Invocation, seed: UInt64) -> [String] {
    let names = Set((limits + SimulationSettings.options).map(\.name))
      .subtracting([Option<Int>.threads.description.name])
    let isDrawn = invocation[.simulate] && invocation[.seed] == nil
    return invocation.options(where: names.contains) + (isDrawn ? ["--seed", String(seed)] : [])
  }

  private static func refuseOptionsOfOtherMethod(
    _ invocation: Invocation
  ) throws(CommandFailure) {
    let shared = [Option<Int>.threads.description, Option<Duration>.timeout.description]
    let names = Set(SimulationSettings.options.map(\.name)).subtracting(shared.map(\.name))
    let withoutRuns = Set(limits.map(\.name) + [Option<Bool>.all.description.name])
      .subtracting([Option<Int>.memoryLimit.description.name])
    let others = invocation[.simulate] ? withoutRuns : names
    guard let word = invocation.options(where: others.contains).first else { return }
    throw .usage(
      invocation[.simulate]
        ? word == Option<Bool>.all.description.name
          ? "'--all' is for searches; random runs end when the mutant is caught"
          : "'\(word)' is a limit of searches; random runs have '--runs' and '--max-steps'"
        : "'\(word)' is about random runs; add '--simulate'")
  }

  private static func refuseIdleSettings(
    of simulation: Simulation, on model: ModelDescription
  ) throws(CommandFailure) {
    let settings: [StepSurvey.IdleSetting]
    do throws(ArgumentError) {
      settings = try model.idleSettings(ofAudit: simulation)
    } catch {
      throw CommandFailure(.software, "\(model.name): \(error)")
    }
    try SimulationSettings.refuse(settings, about: model.name)
  }
}

extension Option<Bool> {
  fileprivate static var simulate: Self {
    Option(flag: "--simulate", "take random runs instead of looking at every state")
  }
  fileprivate static var firstOfMutant: Self {
    Option(
      flag: "--first",
      "search each mutant only until it is caught (the default if a terminal shows the report)")
  }
  fileprivate static var all: Self {
    Option(flag: "--all", "search each mutant to the end, for all that it breaks")
  }
}
