import PaxcheckCatalogue
import PaxcheckExplanation
import PaxcheckModel
import PaxcheckReport
import PaxcheckSearch
import PaxcheckTrace

/// A walk through the states of a model that a person steers, line by line.
struct ExplorerSession<M: Model> {
  let model: M
  /// The same model, its type erased.
  let instance: ModelInstance
  /// How many states a search looks at.
  let limit: Int
  let stop: StopSignal
  let style: TextStyle
  /// What the program is called.
  let program: String
  var walk: Walk<M>
  /// Steps that were taken back, the next one last.
  var undone: [Path<M>.Step] = []
  /// A loop that a search found: where it begins, and where it closes.
  private var loop: (start: Int, end: Int)?
  /// Whether a search gave up.
  private(set) var isUndecided = false

  init(
    _ model: M, of instance: ModelInstance, limit: Int, stop: StopSignal, style: TextStyle,
    program: String
  ) throws(CommandFailure) {
    self.model = model
    self.instance = instance
    self.limit = limit
    self.stop = stop
    self.style = style
    self.program = program
    walk = try Self.walk(model, start: model.initialStates.count > 1 ? 0 : nil)
  }

  /// What traces call the model.
  var reference: ModelReference { ModelReference(instance.name, instance.arguments) }

  /// What is said before the first command.
  var greeting: String {
    let title = ModelReference(brief: instance.name, instance.arguments)
    let count = model.initialStates.count
    let start = count > 1 ? "initial state 0 of \(count); 'start N' chooses another\n" : ""
    return "\(title)\n'help' lists the commands\n\(start)\(steps)"
  }

  /// Carries out a command.
  ///
  /// - Returns: What it says.
  mutating func run(_ command: ExplorerCommand) throws(CommandFailure) -> String {
    switch command {
    case .choose(let number): return try choose(number)
    case .take(let text): return try take(text)
    case .steps: return steps
    case .back(let count): return try goTo(walk.steps.count - count)
    case .forward(let count): return try goTo(walk.steps.count + min(count, undone.count + 1))
    case .goTo(let place): return try goTo(place)
    case .path: return path(from: 0)
    case .difference: return difference
    case .state(let part): return state(part)
    case .network: return network
    case .properties: return properties
    case .search(let property): return try search(property)
    case .start(let index): return try begin(index)
    case .save(let file, let property): return try save(file, property)
    case .load(let file): return try load(file)
    case .help(let topic): return try ExplorerHelp.text(topic).calling(program)
    case .quit: return ""
    }
  }

  // MARK: Moves

  private mutating func choose(_ number: Int) throws(CommandFailure) -> String {
    let offers = walk.offers()
    guard number > 0, number <= offers.count else {
      throw CommandFailure(
        .unexpected,
        offers.isEmpty
          ? "there is no step \(number): the model does nothing more here"
          : "there is no step \(number); there are 1 to \(offers.count)")
    }
    walk.take(offers[number - 1])
    (undone, loop) = ([], nil)
    return difference + steps
  }

  private mutating func take(_ text: String) throws(CommandFailure) -> String {
    do throws(ReplayError) {
      try walk.take(text)
    } catch {
      throw CommandFailure(.unexpected, error.description)
    }
    (undone, loop) = ([], nil)
    return difference + steps
  }

  private mutating func goTo(_ place: Int) throws(CommandFailure) -> String {
    let furthest = walk.steps.count + undone.count
    guard 0...furthest ~= place else {
      throw CommandFailure(
        .unexpected, "the path has the states 0 to \(furthest), not \(place)")
    }
    while walk.steps.count > place, let last = walk.steps.last {
      undone.append(last)
      walk.goBack(to: walk.steps.count - 1)
    }
    while walk.steps.count < place, let next = undone.popLast() { walk.take(next) }
    return difference + steps
  }

  private mutating func begin(_ index: Int?) throws(CommandFailure) -> String {
    let isChoice = model.initialStates.count > 1
    let start = isChoice ? index ?? walk.start : index
    begin(try Self.walk(model, start: start))
    return state("") + steps
  }

  /// Goes on with another walk, of which no step was taken back and no loop is known.
  mutating func begin(_ walk: Walk<M>) {
    self.walk = walk
    (undone, loop) = ([], nil)
  }

  private static func walk(_ model: M, start: Int?) throws(CommandFailure) -> Walk<M> {
    do throws(ReplayError) {
      return try Walk(model, start: start)
    } catch {
      throw CommandFailure(.unexpected, error.description)
    }
  }

  // MARK: Searches

  private mutating func search(_ name: String) throws(CommandFailure) -> String {
    let property = try self.property(name)
    let stop = stop
    let judge = Judge(model, property, isStopped: { stop.isRequested })
    if case .open(.fulfilled(let earlier))? = judge.ruling(onBeginning: walk.path),
      earlier < walk.steps.count
    {
      return "nothing: '\(name)' was true already, after \(earlier.counted("step"))\n"
    }
    guard judge.isLocal else {
      isUndecided = true
      return "undecided: what '\(name)' says depends on fairness, or on what came before; "
        + "'\(program) check-bfs' looks for a behaviour that violates it\n"
    }
    var search = judge.continuations(limit: limit)
    let answer = search.search(from: walk.state)
    let visited = search.visited
    switch answer {
    case .none:
      return "nothing: \(visited.counted("state")) reached from here, and none shows that "
        + "'\(name)' is \(Self.verdict(property))\n"
    case .undecided(let reason):
      isUndecided = true
      return "undecided: \(reason)\n"
    case .found(let path):
      let before = walk.steps.count
      for step in path.steps { walk.take(step) }
      undone = []
      loop = path.loopStart.map { (before + $0, walk.steps.count) }
      let repeats = loop.map { "from here it goes on with step \($0.start + 1)\n" } ?? ""
      return "'\(name)' is \(Self.verdict(property)) after \(path.steps.count.counted("step"))\n"
        + self.path(from: before) + repeats + steps
    }
  }

  /// The path so far, with its loop if it closed one.
  var path: Path<M> {
    Path(
      initialState: walk.initialState, steps: walk.steps,
      loopStart: loop.flatMap { $0.end == walk.steps.count ? $0.start : nil })
  }

  static func verdict(_ property: Property<M>) -> String {
    property.expectation.kind.verdict
  }

  func property(_ name: String) throws(CommandFailure) -> Property<M> {
    let all = path.claims(of: model)
    guard let property = all.first(where: { $0.name == name }) else {
      let names = all.map(\.name)
      throw CommandFailure(
        .malformedInput,
        "the model has no property '\(name)'\(didYouMean(name, among: names)); it has: "
          + names.joined(separator: ", "))
    }
    return property
  }
}
