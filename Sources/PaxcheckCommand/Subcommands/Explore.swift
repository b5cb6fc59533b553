import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckTrace

extension Subcommand {
  /// The state space, walked by a person.
  static let explore = Subcommand(
    name: "explore",
    summary: "walk through the states of a model, step by step",
    usage: "[MODEL] [name=value …] [options]",
    operands: .model(parameters: true),
    examples: [
      Example(
        command: "paxcheck explore two-phase-commit rms=2",
        purpose: "choose among the steps that are possible, go back, search; 'help' tells more"),
      Example(
        command: "paxcheck explore --trace bug.trace", purpose: "begin where a trace ends"),
      Example(
        command: "paxcheck explore multi-paxos mutation=forgets-promise --serve",
        purpose: "in a browser on this machine"),
      Example(
        command: "printf '1\\nsearch linearizable\\nsave bug.trace\\n' | paxcheck explore",
        purpose: "in a pipe, commands are echoed, and the first that fails ends it"),
    ],
    options: [
      Option<String>.script.description,
      Option<String>.trace.description,
      Option<Int>.searchLimit.description,
      Option<Bool>.serve.description,
      Option<Int>.port.description,
      Option<ColourChoice>.color.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let instance = try instance(invocation, session)
    if invocation[.serve] || invocation[.port] != nil {
      if case .second(let parent) = session.role {
        return try Rehearsal(of: instance, ExhaustiveSearch(stop: session.stop))
          .answer(session.console, parent: parent)
      }
      return try ExplorerSite(instance, invocation, session).serve()
    }
    // What is to be read is read before anything is said.
    let lines = try CommandLines(script: invocation[.script], stop: session.stop)
    func explore<M: Model>(_ model: M) throws(CommandFailure) -> ExitStatus {
      var explorer = try ExplorerSession(
        model, of: instance, limit: invocation[.searchLimit] ?? 100_000, stop: session.stop,
        style: session.console.style(invocation[.color]), program: session.program)
      try session.console.write(explorer.greeting)
      if let file = invocation[.trace] { try session.console.write(try explorer.load(file)) }
      return try follow(lines, &explorer, session.console)
    }
    return try explore(instance.model)
  }

  /// The model asked for, by name or as that of a trace.
  private static func instance(
    _ invocation: Invocation, _ session: Session
  ) throws(CommandFailure) -> ModelInstance {
    guard let file = invocation[.trace] else {
      return try ModelRequest(invocation.operands, in: session.catalogue).instance()
    }
    guard file != "-" else {
      throw .usage("'--trace' needs a file; the standard input is for commands")
    }
    guard invocation.operands.isEmpty else {
      throw .usage("'--trace' names the model; leave '\(invocation.operands[0])' out")
    }
    let trace = try Trace(file: file)
    do {
      return try session.catalogue.instance(of: trace.model)
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }

  /// Carries out commands until there are no more, or one of a script fails.
  private static func follow<M: Model>(
    _ lines: CommandLines, _ explorer: inout ExplorerSession<M>, _ console: Console
  ) throws(CommandFailure) -> ExitStatus {
    var lines = lines
    while !explorer.stop.isRequested {
      if lines.name == nil { try console.write("[\(explorer.walk.steps.count)] > ") }
      guard let line = lines.next() else { break }
      let words = line.trimmed
      if words.isEmpty || words.hasPrefix("#") { continue }
      if lines.name != nil { try console.write("> \(words)\n") }
      do throws(CommandFailure) {
        let command = try ExplorerCommand(words)
        if command == .quit { break }
        try console.write(try explorer.run(command))
      } catch {
        guard let name = lines.name else {
          console.writeError("\(error.message.withoutLongWords)\n")
          continue
        }
        throw CommandFailure(error.status, "\(name):\(lines.number): \(error.message)")
      }
    }
    return explorer.isUndecided && (lines.name != nil || explorer.stop.isRequested)
      ? .undecided : .asExpected
  }
}

extension Option<String> {
  static var script: Self {
    Option(
      "--script", "FILE", "read the commands from FILE, not from the standard input",
      completion: .file
    ) { $0 }
  }
  static var trace: Self {
    Option(
      "--trace", "FILE", "explore the model of a trace, from where the trace ends",
      completion: .file
    ) { $0 }
  }
}

extension Option<Bool> {
  fileprivate static var serve: Self {
    Option(flag: "--serve", "explore in a browser on this machine")
  }
}

extension Option<Int> {
  static var port: Self {
    Option("--port", 0...65535, "where to serve it; 0 for any free port (default 3000)")
  }

  static var searchLimit: Self {
    Option("--max-states", 1...Int.max, "a search gives up at N states (default 100000)")
  }
}
