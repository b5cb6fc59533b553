import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckStateSpace
import PaxcheckTrace

/// The options of a search that can be interrupted and go on: where its checkpoints are, and whether
/// it begins or goes on.
struct CheckpointSettings {
  static let options: [OptionDescription] = [
    Option<String>.checkpoint.description,
    Option<Duration>.checkpointEvery.description,
    Option<String>.resume.description,
  ]

  private enum Origin {
    case none
    case new(folder: String)
    case saved(SavedSearch, folder: String)
  }

  private let invocation: Invocation
  private let program: String
  private let origin: Origin
  private let interval: Duration

  /// Reads the options and what the folder says, so that a bad one is known at once.
  init(
    _ invocation: Invocation, order: ExhaustiveSearch.Order, program: String
  ) throws(CommandFailure) {
    self.invocation = invocation
    self.program = program
    interval = invocation[.checkpointEvery] ?? .seconds(600)
    switch (invocation[.checkpoint], invocation[.resume]) {
    case (nil, nil):
      guard invocation[.checkpointEvery] == nil else {
        throw .usage("'--checkpoint-every' needs '--checkpoint DIR', or '--resume DIR'")
      }
      origin = .none
      return
    case (_?, _?):
      throw .usage("'--resume DIR' goes on writing checkpoints to DIR; leave '--checkpoint' out")
    case (let folder?, nil): origin = .new(folder: folder)
    case (nil, let folder?):
      origin = .saved(try Self.savedSearch(in: folder, order, program), folder: folder)
    }
    guard order == .breadthFirst || invocation[.maxDepth] == nil else {
      throw .usage(
        "a depth-first search with '--max-depth' cannot be saved; leave one out, or use check-bfs, "
          + "which finds the same states")
    }
  }

  private static func savedSearch(
    in folder: String, _ order: ExhaustiveSearch.Order, _ program: String
  ) throws(CommandFailure) -> SavedSearch {
    let saved = try reporting { () throws(CheckpointError) in
      let saved = try SavedSearch(in: folder)
      try saved.check(program: writer)
      return saved
    }
    guard saved.order == order else {
      let command = saved.order == .breadthFirst ? "check-bfs" : "check-dfs"
      throw .usage(
        "'\(folder)' holds a \(saved.order.name) search; "
          + "go on with: \(program) \(command) --resume \(folder.shellQuoted)")
    }
    return saved
  }

  /// The words that ask for the model: those of the command line, or those that were saved.
  ///
  /// - Throws: a usage failure if both are there and differ.
  func request(in catalogue: ModelCatalogue) throws(CommandFailure) -> [String] {
    guard case .saved(let saved, let folder) = origin else { return invocation.request }
    if invocation.request.isEmpty { return saved.request }
    let isOther = invocation.operands.contains { word in
      !word.contains("=") && saved.model.prefix { $0 != " " } != word
    }
    let words = isOther ? invocation.request : try merged(saved.request)
    let given = try ModelRequest(words: words, in: catalogue).instance().reference
    guard given == saved.model else {
      throw .usage(
        "the checkpoint in '\(folder)' is one of another model\n  saved: \(saved.model)\n"
          + "  given: \(given)")
    }
    return saved.request
  }

  /// The words that are given, and those saved ones about which they say nothing.
  private func merged(_ saved: [String]) throws(CommandFailure) -> [String] {
    let saved = try Invocation(saved, options: ModelRequest.options)
    func key(_ word: String) -> Substring { word.contains("=") ? word.prefix { $0 != "=" } : "" }
    let given = Set(invocation.operands.map(key))
    let rest = saved.operands.filter { !given.contains(key($0)) }
    let history = invocation[.history] == nil ? saved.options { _ in true } : []
    return rest + history + invocation.request
  }

  /// Where a search saves what it has, if it does.
  func checkpoint(
    of instance: ModelInstance, request: [String], by search: ExhaustiveSearch,
    _ line: ProgressLine
  ) throws(CommandFailure) -> Checkpoint? {
    let model = instance.reference
    switch origin {
    case .none: return nil
    case .new(let folder):
      try TextFile.makeFolder(folder)
      return try Self.reporting { () throws(CheckpointError) in
        try Checkpoint(
          new: folder, program: Self.writer, model: model, request: request, every: interval,
          observer: { self.tell($0, folder, search.order, line) })
      }
    case .saved(_, let folder):
      return try Self.reporting { () throws(CheckpointError) in
        try Checkpoint(
          resuming: folder, program: Self.writer, model: model, by: search, every: interval,
          observer: { self.tell($0, folder, search.order, line) })
      }
    }
  }
}

// MARK: - Messages

extension CheckpointSettings {
  private func tell(
    _ event: Checkpoint.Event, _ folder: String, _ order: ExhaustiveSearch.Order,
    _ line: ProgressLine
  ) {
    let command = "\(program) \(order == .breadthFirst ? "check-bfs" : "check-dfs")"
    let name = folder.shellQuoted
    switch event {
    case .resumed(let states): line.say("resumed at \(states.counted("state"))")
    case .saved(let states):
      line.say("\(states.counted("state")) saved; go on with: \(command) --resume \(name)")
    case .failed(let why, let kept):
      let rest = kept.map { "the checkpoint of \($0.counted("state")) stays" }
      line.say(
        "\(command): warning: no checkpoint could be written to '\(folder)': \(why); "
          + (rest ?? "there is none yet"))
    case .finished:
      if !invocation[.quiet] { line.say("the search is over; nothing needs '\(folder)' any more") }
    }
  }

  /// Who writes checkpoints, so that another build does not go on with them.
  private static var writer: String {
    "paxcheck \(PaxcheckCommand.version), \(Checkpoint.build)"
  }

  private static func reporting<Result>(
    _ work: () throws(CheckpointError) -> Result
  ) throws(CommandFailure) -> Result {
    do throws(CheckpointError) {
      return try work()
    } catch {
      throw CommandFailure(error.status, error.description)
    }
  }
}

extension CheckpointError {
  fileprivate var status: ExitStatus {
    switch self {
    case .missing: .noInput
    case .occupied, .uncounted, .tooDeep: .usage
    case .malformed, .mismatch: .malformedInput
    case .inUse, .failed: .inputOutput
    }
  }
}

extension ModelInstance {
  /// The model and all of its parameters, as a trace names them.
  fileprivate var reference: String { ModelReference(name, arguments).description }
}

extension Option<String> {
  static var checkpoint: Self {
    Option(
      "--checkpoint", "DIR",
      "save the search to DIR, for '--resume', regularly and when it is stopped",
      in: .checkpoints, completion: .folder
    ) { $0 }
  }
  static var resume: Self {
    Option(
      "--resume", "DIR", "go on with the search that was saved to DIR", in: .checkpoints,
      completion: .folder
    ) { $0 }
  }
}

extension Option<Duration> {
  static var checkpointEvery: Self {
    Option(
      "--checkpoint-every", "DURATION", "how often to save (default 10m)", in: .checkpoints
    ) {
      text throws(ValueError) in try Duration(argument: text)
    }
  }
}
