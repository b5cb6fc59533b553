import PaxcheckActors
import PaxcheckModel

/// What the doc comment of `ActorSystem` says, written down once more, as plainly as can be, for actors
/// of one type: it shares no code with the product but what a handler does with its outbox.
struct NaiveSystem: Model {
  struct Node: Hashable, Sendable {
    var actor: RandomActor?
    var timers: Set<RandomActor.Timer> = []
    var offers: [[Int]] = []
    var durable: Int?
    var unsynced: Int?
    /// Storage of an archive: what is safe, and what was written since, in order.
    var cells: [Int: Content] = [:]
    var writes: [Write] = []
    var failure: String?
    var amnesia = 0
    /// How many unique numbers it was given.
    var numbers = 0
    /// How often it has drawn on each budget of its own.
    var spent: [Int: Int] = [:]

    /// What is left of it when it is gone.
    func remains(
      durable: Int? = nil, cells: [Int: Content] = [:], failure: String? = nil
    ) -> Node {
      Node(
        durable: durable, cells: cells, failure: failure, amnesia: amnesia, numbers: numbers,
        spent: spent)
    }

    /// What was written last to each cell.
    var written: [Int: Content] {
      writes.reduce(into: cells) { $0[$1.cell] = .value($1.value) }
    }
  }

  /// What a cell holds.
  enum Content: Hashable, Sendable {
    case value(Int)
    case torn

    var value: Int? { if case .value(let value) = self { value } else { nil } }
  }

  struct Write: Hashable, Sendable {
    let cell: Int
    let value: Int
  }

  struct Pair: Hashable, Sendable {
    let source: Int
    let destination: Int
  }

  struct State: Hashable, Sendable {
    var nodes: [Node]
    /// What is on its way: in order on an ordered network, otherwise sorted.
    var mail: [Pair: [Int]] = [:]
    var history = EventCounts()
    /// The actors on the first side of the partition that there is.
    var side: Set<Int>?
    var partitions = 0
    /// How often all have drawn on each common budget.
    var spent: [Int: Int] = [:]
  }

  enum Action: Hashable, Sendable, CustomStringConvertible {
    case deliver(Pair, Int)
    case lose(Pair, Int)
    case timeout(Int, RandomActor.Timer)
    /// The alternative, and which of the offers that have it.
    case choose(Int, Int, offer: [Int])
    /// The places of the unsynced writes that are kept, and of the one among them that is torn.
    case crash(Int, keeping: Set<Int>, tearing: Int?)
    case recover(Int)
    case forget(Int)
    case cut(Set<Int>)
    case heal

    var description: String { kind }

    var kind: String {
      switch self {
      case .deliver: "deliver"
      case .lose: "drop"
      case .timeout: "timeout"
      case .choose: "choose"
      case .crash: "crash"
      case .recover: "recover"
      case .forget: "amnesia"
      case .cut: "partition"
      case .heal: "heal"
      }
    }
  }

  let network: NetworkKind
  let maxCrashes: Int
  let maxAmnesia: Int
  let cuts: Partitions
  /// What a crash keeps; another kind than the system's for a disagreement that must be seen.
  var unsyncedWrites: UnsyncedWrites
  /// Whether the actors' storage has two cells.
  let hasCells: Bool
  let discards: Bool
  let actors: [RandomActor]
  let mortals: Set<Int>
  let budgets: [RandomBudget]
  var properties: [Property<Self>] = []

  init(_ system: ActorSystem<Int, EventCounts>, _ budgets: [RandomBudget]) {
    self.budgets = budgets
    network = system.network
    maxCrashes = system.maxCrashes
    maxAmnesia = system.maxAmnesia
    cuts = system.partitions
    discards = system.discardsDeadMessages
    unsyncedWrites = system.unsyncedWrites
    hasCells = system.slots.contains { $0.beginning.value is RandomArchive }
    actors = system.slots.compactMap { slot in
      let value = slot.beginning.value
      return value as? RandomActor ?? (value as? RandomArchive)?.table
    }
    mortals = Set(system.slots.filter(\.mayCrash).map(\.id.index))
  }

  var initialStates: [State] {
    var state = State(nodes: actors.map { Node(actor: $0) })
    for index in actors.indices { run(index, &state, on: 8) { $0.start(&$1) } }
    discard(&state)
    return [state]
  }
}

// MARK: - Steps

extension NaiveSystem {
  func actions(in state: State) -> [Action] {
    var actions: [Action] = []
    for (pair, messages) in state.mail where mayArrive(pair, state) {
      let next = network.delivery == .ordered ? Set(messages.prefix(1)) : Set(messages)
      for message in next {
        actions.append(.deliver(pair, message))
        if network.isLossy { actions.append(.lose(pair, message)) }
      }
    }
    let crashed = state.nodes.filter { $0.actor == nil }.count
    let amnesia = state.nodes.map(\.amnesia).reduce(0, +)
    for (index, node) in state.nodes.enumerated() {
      actions += node.timers.map { .timeout(index, $0) }
      actions += choices(of: node, index)
      if node.actor == nil && node.failure == nil { actions.append(.recover(index)) }
      guard node.actor != nil, mortals.contains(index) else { continue }
      if crashed < maxCrashes {
        actions += crashes(of: index, node)
      }
      if amnesia < maxAmnesia { actions.append(.forget(index)) }
    }
    if state.side != nil {
      actions.append(.heal)
    } else if state.partitions < cuts.limit {
      actions += sides.map { .cut($0) }
    }
    return actions.filter { hasBudget(for: $0, state) }
  }

  /// Whether something is left of each budget that a step draws on.
  private func hasBudget(for action: Action, _ state: State) -> Bool {
    budgets.indices.allSatisfy { place in
      guard let actor = drawer(on: budgets[place], action) else { return true }
      let own = state.nodes[actor].spent[place] ?? 0
      return switch budgets[place].limit {
      case .each(let limit): own < limit
      case .byActor(let limits): own < (actor < limits.count ? limits[actor] : 0)
      case .inAll(let limit): (state.spent[place] ?? 0) < limit
      }
    }
  }

  /// The actor that a step is of, if it draws on a budget.
  private func drawer(on budget: RandomBudget, _ action: Action) -> Int? {
    let actor: Int
    switch (budget.kind, action) {
    case (.timeout, .timeout(let index, let timer)):
      guard budget.value == nil || budget.value == timer.number else { return nil }
      actor = index
    case (.choice, .choose(let index, let alternative, _)):
      guard budget.value == nil || budget.value == alternative else { return nil }
      actor = index
    case (.loss, .lose(let pair, let message)):
      guard budget.value == nil || budget.value == message else { return nil }
      actor = pair.destination
    case (.crash, .crash(let index, _, _)): actor = index
    case (.recovery, .recover(let index)): actor = index
    case (.amnesia, .forget(let index)): actor = index
    default: return nil
    }
    return budget.actors?.contains(actor) ?? true ? actor : nil
  }

  private func draw(for action: Action, _ state: inout State) {
    for place in budgets.indices {
      guard let actor = drawer(on: budgets[place], action) else { continue }
      if case .inAll = budgets[place].limit {
        state.spent[place, default: 0] += 1
      } else {
        state.nodes[actor].spent[place, default: 0] += 1
      }
    }
  }

  /// A crash for each set of unsynced writes that it may keep, and for each that it may tear.
  private func crashes(of index: Int, _ node: Node) -> [Action] {
    let count = hasCells ? node.writes.count : node.unsynced == nil ? 0 : 1
    let beginnings = (0...count).map { Set(0..<$0) }
    let whole = beginnings.map { Action.crash(index, keeping: $0, tearing: nil) }
    switch unsyncedWrites {
    case .anyPrefix: return whole
    case .lastTorn:
      return whole
        + beginnings.dropFirst().map { .crash(index, keeping: $0, tearing: $0.max()) }
    case .anySubset:
      var subsets: [Set<Int>] = [[]]
      for place in 0..<count { subsets += subsets.map { $0.union([place]) } }
      return subsets.filter { kept in
        // What is lost does not show where a later write to the same cell is kept.
        Set(0..<count).subtracting(kept).allSatisfy { lost in
          !kept.contains { $0 > lost && node.writes[$0].cell == node.writes[lost].cell }
        }
      }.map { .crash(index, keeping: $0, tearing: nil) }
    }
  }

  /// Each way to pick once: by the alternative, and by the rest of the offers.
  private func choices(of node: Node, _ index: Int) -> [Action] {
    var actions: [Action] = []
    for offer in node.offers {
      for alternative in offer {
        let action = Action.choose(index, alternative, offer: offer)
        if !actions.contains(action) { actions.append(action) }
      }
    }
    return actions
  }

  /// The sets of actors that a partition may cut off from the others that it concerns.
  private var sides: [Set<Int>] {
    var sides: [Set<Int>] = [[]]
    for actor in mortals.sorted() { sides += sides.map { $0.union([actor]) } }
    let proper = sides.filter { !$0.isEmpty && $0 != mortals }
    guard cuts.shape == .symmetric, let first = mortals.min() else { return proper }
    return proper.filter { $0.contains(first) }
  }

  private func isCutOff(_ pair: Pair, _ side: Set<Int>?) -> Bool {
    guard let side, mortals.contains(pair.source), mortals.contains(pair.destination) else {
      return false
    }
    let (from, to) = (side.contains(pair.source), side.contains(pair.destination))
    return cuts.shape == .oneWay ? from && !to : from != to
  }

  private func mayArrive(_ pair: Pair, _ state: State) -> Bool {
    state.nodes.indices.contains(pair.destination) && state.nodes[pair.destination].actor != nil
      && !isCutOff(pair, state.side)
  }

  func successor(of state: State, after action: Action) -> State? {
    var next = state
    switch action {
    case .deliver(let pair, let message):
      if network.delivery != .unorderedDuplicating { remove(message, pair, &next) }
      let isSilent = run(pair.destination, &next, on: message) {
        $0.receive(message, from: ActorID(pair.source), &$1)
      }
      let isSame = next.nodes[pair.destination] == state.nodes[pair.destination]
      if network.delivery != .ordered && isSilent && isSame { return nil }
    case .lose(let pair, let message): remove(message, pair, &next)
    case .timeout(let index, let timer):
      next.nodes[index].timers.remove(timer)
      let isSilent = run(index, &next, on: timer.number) { $0.timeout(timer, &$1) }
      if isSilent && next.nodes[index] == state.nodes[index] { return nil }
    case .choose(let index, let alternative, let offer):
      if let place = next.nodes[index].offers.firstIndex(of: offer) {
        next.nodes[index].offers.remove(at: place)
      }
      run(index, &next, on: alternative) { $0.choose(alternative, &$1) }
    case .crash(let index, let kept, let torn):
      let node = state.nodes[index]
      var cells = node.cells
      for place in kept.sorted() where hasCells {
        let write = node.writes[place]
        cells[write.cell] = place == torn ? .torn : .value(write.value)
      }
      let durable = kept.isEmpty ? node.durable : torn == nil ? node.unsynced : nil
      next.nodes[index] = node.remains(durable: hasCells ? nil : durable, cells: cells)
    case .recover(let index):
      next.nodes[index].actor = actors[index]
      recover(index, &next)
    case .forget(let index):
      next.nodes[index] = state.nodes[index].remains()
      next.nodes[index].actor = actors[index]
      next.nodes[index].amnesia += 1
      recover(index, &next)
    case .cut(let side):
      next.side = side
      next.partitions += 1
      if cuts.crossing == .lost { next.mail = next.mail.filter { !isCutOff($0.key, side) } }
    case .heal: next.side = nil
    }
    draw(for: action, &next)
    discard(&next)
    return next
  }

  /// Runs an actor that is as it was at first on what is in its storage.
  private func recover(_ index: Int, _ state: inout State) {
    let node = state.nodes[index]
    guard hasCells else {
      run(index, &state, on: 9) { $0.recover(from: node.durable, &$1) }
      return
    }
    state.nodes[index].actor?.restore(
      [0, 1].map { node.cells[$0]?.value }, torn: [0, 1].map { node.cells[$0] == .torn },
      incarnation: node.amnesia)
    run(index, &state, on: 9) { $0.resume(&$1) }
  }

  private func remove(_ message: Int, _ pair: Pair, _ state: inout State) {
    guard let place = state.mail[pair]?.firstIndex(of: message) else { return }
    state.mail[pair]?.remove(at: place)
    if state.mail[pair]?.isEmpty == true { state.mail[pair] = nil }
  }

  /// Runs a handler, and does what it wants done.
  ///
  /// - Returns: Whether it sent, recorded and lost nothing.
  @discardableResult
  private func run(
    _ index: Int, _ state: inout State, on input: Int,
    _ handler: (inout RandomActor, inout Outbox<RandomActor>) -> Void
  ) -> Bool {
    var node = state.nodes[index]
    guard var actor = node.actor else { return true }
    var timers = TimerSet<RandomActor.Timer>()
    for timer in node.timers { timers.insert(timer) }
    var disk = Disk<Int>(durable: node.durable)
    disk.unsynced = node.unsynced
    var outbox = Outbox<RandomActor>(
      id: ActorID(index), timers: timers, offers: node.offers, disk: disk)
    outbox.lifetime.amnesiaCount = node.amnesia
    outbox.lifetime.drawnCount = node.numbers
    let operations = hasCells ? actor.operations(on: input) : []
    handler(&actor, &outbox)
    if let failure = outbox.failure {
      state.nodes[index] = node.remains(failure: failure)
      return true
    }
    node.actor = actor
    node.timers = Set(outbox.timers.elements)
    node.offers = outbox.offers
    node.numbers = outbox.lifetime.drawnCount
    if !hasCells { (node.durable, node.unsynced) = (outbox.disk.durable, outbox.disk.unsynced) }
    for operation in operations { node.store(operation) }
    state.nodes[index] = node
    if outbox.losesIncoming { state.mail = state.mail.filter { $0.key.destination != index } }
    for envelope in outbox.envelopes {
      let pair = Pair(source: index, destination: envelope.destination.index)
      if cuts.crossing == .lost && isCutOff(pair, state.side) { continue }
      var messages = state.mail[pair] ?? []
      let isThere = messages.contains(envelope.message)
      if network.delivery != .unorderedDuplicating || !isThere { messages.append(envelope.message) }
      state.mail[pair] = network.delivery == .ordered ? messages : messages.sorted()
    }
    for event in outbox.events { state.history.record(event, by: ActorID(index)) }
    return outbox.envelopes.isEmpty && outbox.events.isEmpty && !outbox.losesIncoming
  }

  /// Takes off the network what its receivers say they will ignore for ever.
  private func discard(_ state: inout State) {
    guard discards else { return }
    for (pair, messages) in state.mail where state.nodes.indices.contains(pair.destination) {
      guard let actor = state.nodes[pair.destination].actor else { continue }
      let rest = messages.filter { !actor.ignoresForever($0, from: ActorID(pair.source)) }
      state.mail[pair] = rest.isEmpty ? nil : rest
    }
  }
}

extension NaiveSystem.Node {
  /// Writes to a cell, or makes its last write safe.
  fileprivate mutating func store(_ operation: RandomArchive.Operation) {
    switch operation {
    case .save(let value, let cell, let synced):
      writes.append(NaiveSystem.Write(cell: cell, value: value))
      if synced { store(.sync(cell)) }
    case .sync(let cell):
      if let last = writes.last(where: { $0.cell == cell }) { cells[cell] = .value(last.value) }
      writes.removeAll { $0.cell == cell }
    case .syncAll:
      for cell in [0, 1] { store(.sync(cell)) }
    }
  }
}
