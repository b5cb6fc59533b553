public import PaxcheckModel

/// The states of a model as integers: what a search needs of a model, and no more.
///
/// A search hands out blocks of states, by rank; workers expand them, several at the same time; then
/// one thread resolves what they deferred and gives ranks to the fresh states, which are then kept.
public protocol StateSpace: AnyObject {
  var store: StateStore { get }

  /// What is wrong with the model, once something is.
  var failure: ModelError? { get }

  /// The memory held, in bytes, that of `store` included.
  var byteCount: Int { get }

  /// How often each kind of action was a step, by name, also those known that never were. Empty unless
  /// actions are counted.
  var kindCounts: [String: Int] { get }

  /// Figures that explain the speed.
  var figures: [String: Int] { get }

  /// What the search came across that is hardly meant, a sentence each.
  var warnings: [String] { get }

  /// Inserts the initial states.
  func insertInitialStates(_ worker: BlockWorker)

  /// Judges and expands the states of a block at these places. What a `MemoizedSpace` has to know for
  /// that must be known.
  ///
  /// - Returns: The place at which it stopped: the end of the range, unless the table must grow first.
  func expand(_ places: Range<Int>, of block: Block, _ worker: BlockWorker) -> Int

  /// Takes steps that were put off until their misses are filled, or until there is room.
  func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker)

  /// Takes steps that another run of the same search took, in the order of that run.
  ///
  /// - Returns: Whether the steps exist. Whether each leads to a new state is for the caller to see.
  func replay(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool

  /// The bytes that making room for this many states takes for a moment, besides those held.
  func growth(for count: Int) -> Int

  /// The addresses that making room for this many states takes, and for the fresh ones of the block under
  /// way, in bytes. Much of what has an address is not in memory yet.
  func addressGrowth(for count: Int) -> Int

  /// Makes room for more states that have a rank, given how many there will be.
  func makeRoom(for count: Int, _ threads: Threads)

  /// Makes fresh states, given by handle, part of the store under consecutive ranks. Several threads may do so at the
  /// same time.
  func commit(_ handles: ArraySlice<UInt32>, firstRank: UInt32, _ worker: BlockWorker)

  /// Ends a block. Gives up fresh states that got no rank because they are beyond a limit.
  func endBlock(discarding handles: ArraySlice<UInt32>)

  /// Whether a property's condition is true in a state.
  func satisfies(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool

  /// Whether a property asks in a state for what must come true; see `Property.origin`.
  func originates(_ property: Int, rank: UInt32, _ worker: BlockWorker) -> Bool

  /// The successors of a state that are stored, each with its action's place; and whether there are
  /// others.
  func successors(ofRank rank: UInt32, _ worker: BlockWorker) -> Successors
}

extension StateSpace {
  public var figures: [String: Int] { [:] }
  public var warnings: [String] { [] }
}

/// A state space that keeps what the model answers about the parts of states, and asks for it once.
///
/// The memo is filled by one thread at a time, in an order that does not depend on the number of threads: it
/// decides how parts are numbered. So a search first lets workers note what the memo lacks for a block, then
/// fills these misses, and then expands the block.
public protocol MemoizedSpace: StateSpace {
  /// Finds what the memo lacks for expanding the states of a block at these places.
  ///
  /// - Parameters:
  ///   - places: The places of the states in the block.
  ///   - block: The block to expand.
  ///   - worker: Where the misses are noted.
  ///   - fillsAtOnce: Whether to fill the misses instead of noting them. One worker at a time may do so.
  func findMisses(
    _ places: Range<Int>, of block: Block, _ worker: BlockWorker, fillsAtOnce: Bool)

  /// Whether a worker may fill the misses of the next block while others expand this one.
  var canLookAhead: Bool { get }

  /// Fills misses in their order. Those that were filled meanwhile are passed over.
  func fill(_ misses: ArraySlice<MemoMiss>, _ worker: BlockWorker)

  /// What was filled so far, in order, if that is to be saved.
  var memoLog: MemoLog? { get set }

  /// Fills what another run of the same search filled at this point.
  ///
  /// - Returns: Whether the answer is the same.
  func repeats(_ entry: MemoEntry) -> Bool
}

/// What follows a state.
public struct Successors {
  /// A step by the place of its action, and a label. Steps with the same label have the same action.
  public struct Step: Sendable {
    public let action: UInt32
    public let label: UInt32

    @inlinable
    init(action: UInt32, label: UInt32) {
      self.action = action
      self.label = label
    }
  }

  /// The stored ones with the steps that lead there, in the order of their actions.
  public var stored: [(rank: UInt32, step: Step)] = []
  /// The steps to others.
  public var others: [Step] = []
  /// Whether a successor lies outside the boundary, or its step does not belong to the scenario.
  public var isCut = false
  /// Whether a successor lies outside the boundary by a step that belongs to the scenario.
  public var crossesBoundary = false
  /// Whether a successor lies inside, but the search has not stored it.
  public var leavesSearch = false

  public init() {}

  /// Notes that a successor is cut off.
  @inlinable
  mutating func noteCut(_ step: Step, isOutsideScenario: Bool) {
    others.append(step)
    isCut = true
    if !isOutsideScenario { crossesBoundary = true }
  }

  /// Notes that a successor is not stored.
  @inlinable
  mutating func noteUnknown(_ step: Step) {
    others.append(step)
    leavesSearch = true
  }

  /// Whether the state is the end of every behaviour that reaches it.
  public var isTerminal: Bool { stored.isEmpty && !isCut && !leavesSearch }
}

/// A model whose states are vectors of components, most of which repeat in many states.
public protocol ComponentModel: Model {
  /// The state space made of components.
  ///
  /// - Parameters:
  ///   - properties: The properties to judge.
  ///   - threads: The number of threads that will search.
  ///   - storage: How states are kept.
  ///   - reductions: The ways to look at fewer states that were asked for.
  ///   - scrutiny: How closely to watch for contradictions.
  ///   - answers: Where digests of the model's answers go.
  func componentSpace(
    judging properties: [Property<Self>], threads: Int, storage: StorageSettings,
    reductions: Set<Reduction>, scrutiny: Scrutiny, answers: AnswerLog?
  ) -> TypedStateSpace<Self>

  /// What is wrong with the model from the start, if anything is.
  var flaw: ModelError? { get }

  /// Whether steps are the same wherever their components are, so that they can be remembered.
  var isMadeOfComponents: Bool { get }

  /// The model with behaviours that begin in a state, and within a scenario, if one is given.
  func focused(from start: State?, within scenario: Scenario<Self>?) -> Self

  /// A behaviour that runs handlers only where it must.
  func stepper(judging properties: [Property<Self>], scrutiny: Scrutiny) -> any Stepper
}

/// A state space together with the way back to the model's own types.
public struct TypedStateSpace<M: Model> {
  public let space: any StateSpace
  /// The path from an initial state, given by its number, by way of some actions.
  public let path: (_ initialState: Int, _ actions: [UInt32], _ loopStart: Int?) -> Path<M>
  /// An action of a state, by its number.
  package let action: (_ rank: UInt32, _ action: UInt32) -> M.Action
  /// What became of the reductions that were asked for.
  public var reductions: [Reduction.Account] = []
  /// The space to search next, once this one has been searched; `nil` if the search of this one counts.
  package var next: () -> TypedStateSpace? = { nil }

  public init(
    _ space: any StateSpace, path: @escaping (Int, [UInt32], Int?) -> Path<M>,
    action: @escaping (UInt32, UInt32) -> M.Action
  ) {
    self.space = space
    self.path = path
    self.action = action
  }
}

extension TypedStateSpace {
  /// The way to what answers a property: up to the state, or through the step.
  package func path(to discovery: Discovery) -> Path<M> {
    guard let action = discovery.action else { return path(toRank: discovery.rank) }
    let (initialState, actions) = way(toRank: discovery.rank)
    return path(initialState, actions + [action], nil)
  }

  /// The way in which a state was first reached.
  package func path(toRank rank: UInt32) -> Path<M> {
    let (initialState, actions) = way(toRank: rank)
    return path(initialState, actions, nil)
  }

  package func way(toRank rank: UInt32) -> (initialState: Int, actions: [UInt32]) {
    var actions: [UInt32] = []
    var link = space.store.tree[rank]
    while link.rank != Link.root {
      actions.append(link.action)
      link = space.store.tree[link.rank]
    }
    return (Int(link.action), actions.reversed())
  }

  /// The texts of the steps that lead to what a worker is doing.
  package func steps(to place: WorkPlace) -> [String] {
    guard place.rank != WorkPlace.none else { return [] }
    let steps = path(toRank: place.rank).actions.map { actionText($0) }
    return place.action == WorkPlace.none ? steps : steps + [text(place.rank, place.action)]
  }

  /// The text of a step of a state, by the number of its action.
  package func text(_ rank: UInt32, _ number: UInt32) -> String { actionText(action(rank, number)) }
}
