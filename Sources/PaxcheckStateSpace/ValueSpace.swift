public import PaxcheckModel

/// A state space whose states are values of the model's own type.
///
/// Its methods are inlinable so that they are specialised in the module in which the search of a
/// concrete model is started; `typed` captures the specialised code.
public final class ValueSpace<M: Model> {
  @usableFromInline let model: M
  @usableFromInline let properties: [Property<M>]
  /// The properties that a state decides by fulfilling their condition.
  @usableFromInline let examples: UInt64
  @usableFromInline let store: StateStore
  /// The states that have a rank.
  @usableFromInline let states = SegmentedRows<M.State>()
  @usableFromInline let table: VisitedTable
  /// The fresh states, by handle.
  @usableFromInline let freshStates = SegmentedRows<M.State>()
  /// States that came about independently of those of the same rank, and which to make.
  @usableFromInline var twins: StateTwins<M.State>
  /// The worker that asks again, so that a trap is told with its place.
  @usableFromInline var asker: BlockWorker?
  /// Where digests of the states go, and how many there are already.
  @usableFromInline let answers: AnswerLog?
  @usableFromInline var loggedStates = 0
  /// How often each action was a step, for each worker; empty unless asked for.
  @usableFromInline let counters: [ActionCounter<M.Action>]
  @usableFromInline var failure: ModelError?
  /// The numbers of actions, once an analysis has asked for them.
  @usableFromInline var labels: [M.Action: UInt32] = [:]

  @inlinable
  public init(
    _ model: M, judging properties: [Property<M>], threads: Int, countsActions: Bool,
    scrutiny: Scrutiny, answers: AnswerLog? = nil
  ) {
    self.model = model
    self.properties = properties
    examples = properties.map(\.expectation).examples
    store = StateStore(threads: threads)
    table = VisitedTable(isShared: threads > 1)
    counters = countsActions ? (0..<threads).map { _ in ActionCounter() } : []
    twins = StateTwins(scrutiny.determinism)
    self.answers = answers
  }

  @inlinable
  deinit {
    for rank in 0..<UInt32(store.count) { states.row(rank).deinitialize(count: 1) }
  }

  /// The space as a search sees it.
  @inlinable
  public var typed: TypedStateSpace<M> {
    let space = ErasedValueSpace(
      store: store,
      insertInitialStates: { self.insertInitialStates($0) },
      expand: { self.expand($0, of: $1, $2) },
      resolve: { self.resolve($0, $1) },
      replay: { self.replay($0, $1) },
      growth: { self.table.growth(for: $0) },
      addressGrowth: {
        self.table.growth(for: $0) + self.states.addressGrowth(for: $0)
          + self.store.fresh.addressGrowth(with: self.freshStates)
      },
      makeRoom: { self.makeRoom(for: $0, $1) },
      commit: { self.commit($0, firstRank: $1) },
      endBlock: { self.endBlock(discarding: $0) },
      satisfies: { self.satisfies($0, $1, $2) },
      originates: { self.originates($0, $1, $2) },
      successors: { self.successors(ofRank: $0, $1) },
      byteCount: { self.byteCount },
      kindCounts: { self.kindCounts },
      failure: { self.failure })
    return TypedStateSpace(
      space, path: { self.path(from: $0, by: $1, loopStart: $2) },
      action: { self.model.actions(in: self.states.row($0).pointee)[Int($1)] })
  }

  @inlinable
  var byteCount: Int {
    store.byteCount(rowByteCount: freshStates.rowByteCount) + table.byteCount
      + store.count * states.rowByteCount
  }

  @inlinable
  func insertInitialStates(_ worker: BlockWorker) {
    asker = worker
    worker.place = WorkPlace()
    for (index, state) in model.initialStates.enumerated() {
      let link = Link(fromRank: Link.root, action: UInt32(index))
      insert(state, link, nil, worker)
    }
    if twins.extent != .none && model.initialStates != model.initialStates {
      failure = .nondeterministic(where: "the list of initial states")
    }
  }

  @inlinable
  func expand(_ places: Range<Int>, of block: Block, _ worker: BlockWorker) -> Int {
    for place in places {
      if worker.shouldPause { return place }
      let rank = block.rank(place)
      worker.place = WorkPlace(rank: rank)
      if worker.watched != 0 { judge(states.row(rank), rank, worker) }
      if !worker.onlyJudges { expand(rank, worker) }
    }
    return places.upperBound
  }

  @inlinable @inline(__always)
  func expand(_ rank: UInt32, _ worker: BlockWorker) {
    let state = states.row(rank)
    var number: UInt32 = 0
    for action in model.actions(in: state.pointee) {
      let link = Link(fromRank: rank, action: number)
      worker.place.action = number
      number &+= 1
      guard let next = model.successor(of: state.pointee, after: action) else { continue }
      insert(next, link, action, worker, from: state.pointee)
    }
    Mistake.unless(number < 1 << 24, "a state with \(number) actions")
  }

  @inlinable
  func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    for item in deferred {
      let state = states.row(item.rank)
      worker.place = WorkPlace(rank: item.rank, action: item.action)
      let action = model.actions(in: state.pointee)[Int(item.action)]
      if let next = model.successor(of: state.pointee, after: action) {
        let link = Link(fromRank: item.rank, action: item.action)
        insert(next, link, action, worker, from: state.pointee)
      }
    }
  }

  @inlinable
  func replay(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool {
    var place = 0
    while place < steps.count {
      let rank = steps[place].rank
      let state = states.row(rank)
      worker.place = WorkPlace(rank: rank)
      let actions = model.actions(in: state.pointee)
      while place < steps.count, steps[place].rank == rank {
        let number = steps[place].action
        guard number < actions.count,
          let next = model.successor(of: state.pointee, after: actions[Int(number)])
        else { return false }
        insert(next, Link(fromRank: rank, action: number), actions[Int(number)], worker)
        place += 1
      }
    }
    return true
  }

  @inlinable
  func successors(ofRank rank: UInt32, _ worker: BlockWorker) -> Successors {
    var successors = Successors()
    let state = states.row(rank)
    worker.place = WorkPlace(rank: rank)
    for (number, action) in model.actions(in: state.pointee).enumerated() {
      worker.place.action = UInt32(number)
      guard let next = model.successor(of: state.pointee, after: action) else { continue }
      let step = Successors.Step(action: UInt32(number), label: label(action))
      if !model.isWithinBoundary(action, in: state.pointee) {
        successors.noteCut(
          step, isOutsideScenario: !model.isWithinScenario(action, in: state.pointee))
      } else if let stored = find(next, hash(next)) {
        successors.stored.append((stored, step))
      } else if model.isWithinBoundary(next) {
        successors.noteUnknown(step)
      } else {
        successors.noteCut(step, isOutsideScenario: false)
      }
    }
    return successors
  }

  /// A number for an action, the same whenever it is met.
  @inlinable
  func label(_ action: M.Action) -> UInt32 {
    if let label = labels[action] { return label }
    let label = UInt32(labels.count)
    labels[action] = label
    return label
  }

  @inlinable
  func judge(_ state: UnsafePointer<M.State>, _ rank: UInt32, _ worker: BlockWorker) {
    var hits: UInt64 = 0
    var rest = worker.watched
    while rest != 0 {
      let property = rest.trailingZeroBitCount
      rest &= rest &- 1
      worker.place.property = UInt32(property)
      let isExample = examples >> UInt64(property) & 1 == 1
      if properties[property].condition(state.pointee) == isExample {
        hits |= 1 << UInt64(property)
      }
    }
    worker.place.property = WorkPlace.none
    if hits != 0 { worker.hit(hits, Discovery(rank: rank)) }
  }

  @inlinable
  func judge(
    _ before: M.State, _ action: M.Action, _ after: M.State, _ link: Link, _ worker: BlockWorker
  ) {
    var hits: UInt64 = 0
    var rest = worker.watchedSteps
    while rest != 0 {
      let property = rest.trailingZeroBitCount
      rest &= rest &- 1
      worker.place.property = UInt32(property)
      if properties[property].stepCondition?(before, action, after) == false {
        hits |= 1 << UInt64(property)
      }
    }
    worker.place.property = WorkPlace.none
    if hits != 0 { worker.hit(hits, Discovery(rank: link.rank, action: link.action)) }
  }

  @inlinable
  func satisfies(_ property: Int, _ rank: UInt32, _ worker: BlockWorker) -> Bool {
    worker.place = WorkPlace(rank: rank, property: UInt32(property))
    defer { worker.place.property = WorkPlace.none }
    return properties[property].condition(states.row(rank).pointee)
  }

  @inlinable
  func originates(_ property: Int, _ rank: UInt32, _ worker: BlockWorker) -> Bool {
    worker.place = WorkPlace(rank: rank, property: UInt32(property))
    defer { worker.place.property = WorkPlace.none }
    return properties[property].origin?(states.row(rank).pointee) ?? false
  }

  @inlinable @inline(__always)
  func insert(
    _ state: M.State, _ link: Link, _ action: M.Action?, _ worker: BlockWorker,
    from before: M.State? = nil
  ) {
    if !worker.hasHandle {
      guard let room = worker.refill() else {
        worker.deferred.append(DeferredStep(rank: link.rank, action: link.action))
        return
      }
      freshStates.reserve(room)
    }
    worker.generated &+= worker.increment
    if !counters.isEmpty, let action {
      counters[worker.index].counts[action, default: 0] += worker.increment
    }
    if let action, let before, !model.isWithinBoundary(action, in: before) {
      return worker.countCut(isOutsideScenario: !model.isWithinScenario(action, in: before))
    }
    guard model.isWithinBoundary(state) else {
      return worker.countCut(isOutsideScenario: false)
    }
    if worker.watchedSteps != 0, let action, let before {
      judge(before, action, state, link, worker)
    }
    let hash = hash(state)
    if let rank = find(state, hash) {
      worker.revisit(rank: rank, link)
      return
    }
    let row = freshStates.row(worker.nextHandle)
    row.initialize(to: state)
    let insertion = store.fresh.writer.insert(worker.nextHandle, link, hash: hash) {
      freshStates.row($0).pointee == row.pointee
    }
    switch insertion {
    case .inserted: worker.consumeHandle()
    case .found(let handle):
      row.deinitialize(count: 1)
      worker.revisit(handle: handle, link)
    }
  }

  @inlinable @inline(__always)
  func find(_ state: M.State, _ hash: UInt64) -> UInt32? {
    table.slots.find(hash) { states.row($0).pointee == state }
  }

  @inlinable
  func makeRoom(for count: Int, _ threads: Threads) {
    while count > table.capacity { table.grow(threads) }
    states.reserve(count)
  }

  @inlinable
  func commit(_ handles: ArraySlice<UInt32>, firstRank: UInt32) {
    var rank = firstRank
    for handle in handles {
      states.row(rank).moveInitialize(from: freshStates.row(handle), count: 1)
      table.slots.add(store.fresh.hash(handle), rank)
      rank &+= 1
    }
  }

  @inlinable
  func endBlock(discarding handles: ArraySlice<UInt32>) {
    for handle in handles { freshStates.row(handle).deinitialize(count: 1) }
    askAgain()
    if let answers { log(in: answers) }
  }

  /// A hash that decides where a state lies in the table, and nothing else. It differs from process to
  /// process, but states are told apart by equality, and ranks do not depend on their place.
  @inlinable @inline(__always)
  func hash(_ state: M.State) -> UInt64 {
    UInt64(bitPattern: Int64(state.hashValue))
  }

  /// The path from an initial state by way of some actions, which are found again. A model that does
  /// not offer them a second time is not deterministic.
  @inlinable
  func path(from initialState: Int, by actions: [UInt32], loopStart: Int?) -> Path<M> {
    let start = model.initialStates[initialState]
    var steps: [Path<M>.Step] = []
    var state = start
    for number in actions {
      let offered = model.actions(in: state)
      guard number < offered.count,
        let next = model.successor(of: state, after: offered[Int(number)])
      else {
        failure = failure ?? .nondeterministic(where: "the list of actions in \(state)")
        break
      }
      steps.append(Path.Step(action: offered[Int(number)], state: next))
      state = next
    }
    return Path(
      initialState: start, steps: steps,
      loopStart: steps.count == actions.count ? loopStart : nil)
  }

  /// How often each kind of action was a step.
  @inlinable
  var kindCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for (action, count) in counters.map(\.counts).joined() {
      counts[model.kind(of: action), default: 0] += count
    }
    return counts
  }
}

/// How often each action was a step in the hands of one worker.
@usableFromInline
final class ActionCounter<Action: Hashable> {
  @usableFromInline var counts: [Action: Int] = [:]

  @usableFromInline init() {}
}
