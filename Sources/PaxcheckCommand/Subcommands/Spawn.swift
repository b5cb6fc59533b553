import PaxcheckActors
import PaxcheckCatalogue
import PaxcheckJSON
import PaxcheckModel
import PaxcheckReport
import PaxcheckRuntime
import PaxcheckSearch
import PaxcheckTrace

extension Subcommand {
  /// The actors of a model on real sockets.
  static let spawn = Subcommand(
    name: "spawn",
    summary: "run a model's actors for real: UDP on this machine, with clocks and files",
    usage: "[MODEL] [name=value …] [options]",
    operands: .model(parameters: true),
    examples: [
      Example(
        command: "paxcheck spawn single-decree-paxos clients=0",
        purpose: "three servers on the ports 3000 to 3002, and how to talk to them"),
      Example(
        command: "paxcheck spawn abd-register servers=3 --timeout 2s --operations run.history",
        purpose: "then judge it: paxcheck history run.history"),
      Example(
        command: "paxcheck spawn multi-paxos --only 0 --data-dir disks",
        purpose: "one node in a process of its own; kill it, start it again, and it recovers"),
    ],
    options: [
      Option<[ActorID]>.only.description,
      Option<Int>.firstPort.description,
      Option<[ActorID: Int]>.ports.description,
      Option<String>.dataFolder.description,
      Option<String>.record.description,
      Option<String>.operationsFile.description,
      Option<UInt64>.timerSeed.description,
      Option<Duration>.timeout.description,
      Option<SpawnOutput>.spawnFormat.description,
      Option<Bool>.quietText.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let instance = try ModelRequest(invocation.operands, in: session.catalogue).instance()
    return try Spawning(instance, invocation, session).run()
  }
}

/// What is printed of a run.
enum SpawnOutput: String, CaseIterable {
  case text
  /// The lines of a record.
  case json
}

extension Option<SpawnOutput> {
  fileprivate static var spawnFormat: Self {
    Option("--format", "how to write what happens (default text)")
  }
}

extension Option<Int> {
  fileprivate static var firstPort: Self {
    Option("--port", 1...65535, "the port of actor 0; the others follow (default 3000)")
  }
}

extension Option<UInt64> {
  fileprivate static var timerSeed: Self {
    Option("--seed", "N", "decides choices, and timers within their ranges (default 0)") {
      text throws(ValueError) in
      guard let seed = UInt64(text) else {
        throw ValueError("a seed is a whole number in 0...\(UInt64.max)")
      }
      return seed
    }
  }
}

extension Option<String> {
  fileprivate static var dataFolder: Self {
    Option(
      "--data-dir", "DIR", "keep storage in files, and recover from it", completion: .folder,
      formerly: "--storage"
    ) { $0 }
  }

  fileprivate static var record: Self {
    Option(
      "--record", "FILE", "write every step to a file, for 'paxcheck validate'", completion: .file
    ) { $0 }
  }

  fileprivate static var operationsFile: Self {
    Option(
      "--operations", "FILE", "write the clients' operations, for 'paxcheck history'",
      completion: .file, formerly: "--history"
    ) { $0 }
  }
}

extension Option<[ActorID]> {
  fileprivate static var only: Self {
    Option("--only", "ACTORS", "run these actors here, such as 0 or 0,2; others run elsewhere") {
      text throws(ValueError) in
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.allSatisfy({ $0.map { $0 >= 0 } ?? false }) else {
        throw ValueError("actors are numbers, like 0 or 0,2")
      }
      let actors = numbers.map { ActorID($0 ?? 0) }
      guard Set(actors).count == actors.count else { throw ValueError("an actor is given twice") }
      return actors
    }
  }
}

extension Option<[ActorID: Int]> {
  fileprivate static var ports: Self {
    Option("--ports", "LIST", "actors that are at other ports, such as 0=4000,2=4002") {
      text throws(ValueError) in
      var ports: [ActorID: Int] = [:]
      for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
        let numbers = pair.split(separator: "=", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let actor = numbers[0], let port = numbers[1], actor >= 0,
          1...65535 ~= port
        else { throw ValueError("actors and ports are written like 0=4000,2=4002") }
        guard ports.updateValue(port, forKey: ActorID(actor)) == nil else {
          throw ValueError("actor \(actor) has two ports")
        }
      }
      return ports
    }
  }
}

/// A run of the command.
private struct Spawning {
  private let instance: ModelInstance
  private let invocation: Invocation
  private let session: Session
  private let name: String

  init(_ instance: ModelInstance, _ invocation: Invocation, _ session: Session) {
    self.instance = instance
    self.invocation = invocation
    self.session = session
    name = ModelReference(instance.name, instance.arguments).description
  }

  func run() throws(CommandFailure) -> ExitStatus {
    var configuration = RuntimeConfiguration()
    configuration.actors = invocation[.only] ?? []
    configuration.firstPort = invocation[.firstPort] ?? 3000
    configuration.ports = invocation[.ports] ?? [:]
    configuration.storageFolder = invocation[.dataFolder]
    configuration.recordFile = invocation[.record]
    configuration.historyFile = invocation[.operationsFile]
    configuration.seed = invocation[.timerSeed] ?? 0
    var unwritten: CommandFailure?
    let observe: (RunNews) -> Void = { news in
      do throws(CommandFailure) { try show(news) } catch { unwritten = unwritten ?? error }
    }
    do throws(RuntimeError) {
      var runtime = try Runtime(instance.model, named: name, configuration)
      if !invocation[.quiet] { session.console.writeError(introduction(runtime)) }
      let deadline = invocation[.timeout].map { ContinuousClock.now + $0 }
      let stop = session.stop
      try runtime.run(
        until: {
          stop.isRequested || unwritten != nil || deadline.map { ContinuousClock.now > $0 } ?? false
        }, observe)
      if !invocation[.quiet] { session.console.writeError("\(summary(runtime.figures))\n") }
    } catch {
      throw failure(error)
    }
    if let unwritten { throw unwritten }
    return .asExpected
  }

  private func introduction(_ runtime: Runtime) -> String {
    let title = ModelReference(brief: instance.name, instance.arguments)
    var lines = ["\(title), on UDP ports of 127.0.0.1"]
    for place in runtime.places {
      lines.append("  actor \(place.actor)  port \(place.port)  \(place.type)")
    }
    if let (message, port) = runtime.example {
      lines += ["say something:", "  echo '\(message)' | nc -u -w 1 127.0.0.1 \(port)"]
    }
    if let folder = invocation[.dataFolder] {
      lines.append("storage in \(folder)")
    } else {
      lines.append("storage in memory; --data-dir DIR lets it survive this process")
    }
    return lines.joined(separator: "\n") + "\n\n"
  }

  private func show(_ news: RunNews) throws(CommandFailure) {
    switch (news, invocation[.spawnFormat] ?? .text) {
    case (.notice(let text), _):
      session.console.writeError("\(session.program) spawn: \(text.withoutLongWords)\n")
    case (.step(let event), .json): try session.console.write(event.json.line + "\n")
    case (.step(let event), .text):
      if !invocation[.quiet] { try session.console.write(event.text) }
    }
  }

  private func summary(_ figures: RunFigures) -> String {
    var text =
      "\(figures.steps.counted("step")), \(figures.received.counted("datagram")) came, "
      + "\(figures.sent.grouped) went out"
    if figures.malformed > 0 { text += ", \(figures.malformed.grouped) were no messages" }
    if figures.undeliverable > 0 { text += ", \(figures.undeliverable.grouped) could not be sent" }
    return text
  }

  private func failure(_ error: RuntimeError) -> CommandFailure {
    switch error {
    case .noActors, .messagesNotCodable, .storageNotCodable, .unknownActor, .portOutOfRange:
      CommandFailure(.usage, "\(instance.name): \(error)")
    case .cannotBind, .file: CommandFailure(.inputOutput, error.description)
    case .malformed: CommandFailure(.malformedInput, error.description)
    }
  }
}

extension RunEvent {
  /// The event, and the difference that it made, a line each.
  fileprivate var text: String {
    "\(event)\n" + changes.map { "    \($0)\n" }.joined()
  }
}
