public import PaxcheckModel
public import PaxcheckStateSpace

/// Looks at every reachable state of a model and judges all of its properties.
///
/// Counts, verdicts and paths depend on the model, the order, and the limits of states and depth alone,
/// never on the number of threads. Only what stops a search that would have gone on stops it where the
/// machine happens to be: a limit of time or memory, an interrupt.
public struct ExhaustiveSearch: Sendable {
  public enum Order: Sendable, Hashable {
    /// Level by level: every path reported is a shortest one.
    case breadthFirst
    /// Deep states first, with a small frontier.
    case depthFirst
  }

  public var order: Order
  /// How many threads look at states at the same time.
  public var threads: Int
  public var limits: SearchLimits
  /// How states are kept in memory. It changes no result.
  public var storage: StorageLayout
  /// Whether `SearchStatistics.actionCounts` is filled in.
  public var countsActions: Bool
  /// How closely the search watches for a model that contradicts itself. If it asks everything twice, one
  /// thread does all the work.
  public var scrutiny: Scrutiny {
    didSet { if scrutiny.determinism == .whole { threads = 1 } }
  }
  /// Where the search writes down how far it has come, and from where it goes on; see `Checkpoint`.
  public var checkpoint: Checkpoint?
  public var progress: ProgressObserver?
  public var stop: StopSignal?
  /// Where digests of what the model answers go; the search ends when the log is full.
  @usableFromInline package var answers: AnswerLog?
  /// The name of the only property to judge, if not all are: the search ends as soon as it is decided.
  public var goal: String?
  /// Whether the search ends as soon as a property is violated, and leaves the others undecided.
  ///
  /// Which one that is depends on no more than a verdict does: the invariant that the first state breaks
  /// that breaks any, in the order of the search; or, where none is broken, the first of the other
  /// properties that is violated, in the order of the model.
  public var stopsAtFirstViolation = false
  /// Whether to judge, besides what the model claims, that it comes to no standstill; see `Property.noDeadlock`.
  public var findsDeadlocks = false
  /// The ways to look at fewer states that are wanted. `Outcome.reductions` tells which of them could be had.
  public var reductions: Set<Reduction> = []
  /// Whether to note a standstill besides, without a claim that there is none, of a model that does not say by
  /// an `atEnd` property which ends are meant. What is noted is a finding on `Property.noDeadlock`.
  @usableFromInline package var notesDeadlocks = false

  /// A search; the arguments are the properties of the same names.
  ///
  /// With `checksDeterminism` the `scrutiny` is that of everything, not of a sample.
  public init(
    _ order: Order = .breadthFirst, threads: Int = 1, limits: SearchLimits = SearchLimits(),
    storage: StorageLayout = .automatic, countsActions: Bool = false,
    checksDeterminism: Bool = false, checkpoint: Checkpoint? = nil,
    progress: ProgressObserver? = nil, stop: StopSignal? = nil
  ) {
    Mistake.unless(threads > 0, "a search needs at least one thread, not \(threads)")
    self.order = order
    self.threads = checksDeterminism ? 1 : threads
    self.limits = limits
    self.storage = storage
    self.countsActions = countsActions
    scrutiny = checksDeterminism ? .whole : .sampled
    self.checkpoint = checkpoint
    self.progress = progress
    self.stop = stop
  }

  /// Searches the space of `model`.
  ///
  /// - Precondition: There is no depth limit if the order is depth-first and there is a checkpoint.
  /// - Throws: `ModelError` if the model's properties have no proper names, if it contradicts itself, outgrows
  ///   the state space, or does not go the way that a checkpoint says it went.
  /// - Complexity: O(*v* + *e*) time and O(*v*) space for *v* distinct states and *e* transitions.
  @inlinable
  public func run<M: Model>(_ model: M) throws(ModelError) -> Outcome<M> {
    let claims = try Claims(
      of: model, among: goal, andDeadlock: findsDeadlocks, notingDeadlock: notesDeadlocks)
    if let component = model as? any ComponentModel, component.isMadeOfComponents {
      return try run(component, claims)
    }
    let space = ValueSpace(
      model, judging: claims.properties, threads: threads, countsActions: countsActions,
      scrutiny: scrutiny, answers: answers)
    var typed = space.typed
    typed.reductions = reductions.sorted().map {
      .init($0, obstacles: ["states of this model are looked at as a whole"])
    }
    return try judge(model, typed, claims)
  }
}

extension ExhaustiveSearch {
  /// Searches the space of a model made of components.
  @usableFromInline
  func run<M: Model, C: ComponentModel>(
    _ component: C, _ claims: Claims<M>
  ) throws(ModelError) -> Outcome<M> {
    guard let claims = claims as? Claims<C> else {
      Mistake.stop("\(C.self) is \(M.self)")
    }
    if let flaw = component.flaw { throw flaw }
    let space = component.componentSpace(
      judging: claims.properties, threads: threads,
      storage: StorageSettings(
        layout: storage, memoryBytes: limits.memoryBytes),
      reductions: reductions, scrutiny: scrutiny, answers: answers)
    let outcome = try judge(component, space, claims)
    guard let outcome = outcome as? Outcome<M> else {
      Mistake.stop("\(C.self) is \(M.self)")
    }
    return outcome
  }

  /// Explores a space, or one after the other until one counts, and judges the properties.
  @usableFromInline
  func judge<M: Model>(
    _ model: M, _ typed: TypedStateSpace<M>, _ claims: Claims<M>
  ) throws(ModelError) -> Outcome<M> {
    Mistake.unless(
      checkpoint == nil || order == .breadthFirst || limits.depth == nil,
      "a checkpoint of a depth-first search with a depth limit")
    let start = ContinuousClock.now
    var search = self
    var typed = typed
    var found: [Verdict<M>?] = []
    while true {
      switch try search.round(model, typed, claims) {
      case .counts(let outcome): return outcome.knowing(found)
      case .leadsOn(let next, let verdicts): (typed, found) = (next, verdicts)
      }
      search.limits.time = limits.time.map { max(.zero, $0 - (ContinuousClock.now - start)) }
    }
  }

  /// What a search of one space comes to.
  private enum Round<M: Model> {
    case counts(Outcome<M>)
    /// Another space is to be searched. What this one shows is so, but a shorter way may lead there.
    case leadsOn(TypedStateSpace<M>, found: [Verdict<M>?])
  }

  /// Explores a space and judges the properties.
  private func round<M: Model>(
    _ model: M, _ typed: TypedStateSpace<M>, _ claims: Claims<M>
  ) throws(ModelError) -> Round<M> {
    let exploration = Exploration(
      typed.space, self, claims.properties.map(\.expectation), listed: claims.listed)
    exploration.stepsToPlace = { typed.steps(to: $0) }
    if typed.space is ErasedValueSpace {
      exploration.nameOfPlace = { $0.name(claims.properties.map(\.name)) { typed.text($0, $1) } }
    }
    let worker = exploration.soleWorker
    return try Activity.after {
      exploration.stepsToPlace(worker.place)
    } named: {
      exploration.nameOfPlace(worker.place)
    } while: { () throws(ModelError) in
      try exploration.run()
      var judgement = Judgement(model, typed, exploration)
      if exploration.mayLeadOn, let next = typed.next() {
        return .leadsOn(next, found: judgement.found(claims))
      }
      let outcome = try judgement.outcome(claims)
      exploration.concludeCheckpoints()
      return .counts(outcome)
    }
  }
}

extension Model {
  /// Judges all properties, breadth-first and exhaustively unless told otherwise.
  @inlinable
  public func check(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws(ModelError)
    -> Outcome<Self>
  {
    try search.run(self)
  }
}
