import CPrefetch
public import PaxcheckModel

/// A state space whose states are vectors of component numbers.
///
/// The steps of each component, and its reactions to stimuli, are asked for once and kept as integers
/// in flat memory. A successor is then a copy of its predecessor's vector with a few numbers replaced,
/// and its hash the predecessor's plus a few differences.
public final class ComponentSpace: StateSpace {
  public let store: StateStore
  private let semantics: any ComponentSemantics
  private let width: Int
  private let vectors: SegmentedRows<ComponentID>
  @exclusivity(unchecked) private var tables = ComponentTables()
  private let maxWeight: UInt32
  private let hasStateBoundary: Bool
  /// The properties that components decide, and those among them that hold unless a bit is set.
  private let componentProperties: UInt64
  private let universalProperties: UInt64
  /// The properties that a state answers by not fulfilling their condition.
  private let invariants: UInt64
  /// One for each worker.
  private let buffers: [CandidateBuffer]

  public init(_ semantics: any ComponentSemantics, expectations: [Expectation], threads: Int) {
    precondition(semantics.width <= 256, "\(semantics.width) components; at most 256 are possible")
    self.semantics = semantics
    store = StateStore(threads: threads)
    width = semantics.width
    vectors = SegmentedRows(width: semantics.width)
    maxWeight = UInt32(semantics.maxWeight)
    hasStateBoundary = semantics.hasStateBoundary
    componentProperties = semantics.componentProperties.reduce(0) { $0 | 1 << UInt64($1) }
    universalProperties = semantics.universalProperties
    invariants = expectations.indices.reduce(0) {
      expectations[$1] == .always ? $0 | 1 << UInt64($1) : $0
    }
    buffers = (0..<threads).map { _ in CandidateBuffer(width: semantics.width) }
  }

  public var failure: ModelError? { semantics.failure }

  public var byteCount: Int {
    store.byteCount + store.recordCount * vectors.rowByteCount + tables.byteCount
      + semantics.byteCount
  }

  public var kindCounts: [String: Int] {
    var counts: [String: Int] = [:]
    for (kind, name) in semantics.kindNames.enumerated() {
      let count = buffers.reduce(0) { $0 + $1.kindCounts[kind] }
      if count > 0 { counts[name] = count }
    }
    return counts
  }

  public var figures: [String: Int] { semantics.figures }

  /// The components of a stored state.
  public func vector(ofHandle handle: UInt32) -> UnsafePointer<ComponentID> {
    UnsafePointer(vectors.row(handle))
  }

  public func satisfies(_ property: Int, handle: UInt32) -> Bool {
    let bit: UInt64 = 1 << UInt64(property)
    let vector = vector(ofHandle: handle)
    guard componentProperties & bit != 0 else { return semantics.satisfies(property, vector) }
    let bits = (0..<width).reduce(0) { $0 | tables.components[Int(vector[$1])].bits }
    return (bits ^ universalProperties) & bit != 0
  }
}

// MARK: - Expanding

extension ComponentSpace {
  public func insertInitialStates(_ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    for (index, vector) in semantics.initialVectors().enumerated() {
      learnComponents()
      if vector.contains(where: { tables.components[Int($0)].isOutside }) {
        cross(Int(ComponentTables.rootKind), buffer, worker)
        continue
      }
      let target = buffer.vectors + buffer.count * width
      var hash: UInt64 = 0
      for (position, component) in vector.enumerated() {
        target[position] = component
        hash &+= tables.components[Int(component)].hash
      }
      let link = Link(fromRank: Link.root, action: UInt32(index))
      add(hash, link, kind: ComponentTables.rootKind, to: buffer, worker)
    }
    flush(buffer, worker)
  }

  public func expand(_ places: Range<Int>, of block: Block, _ worker: BlockWorker) -> Int {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    for place in places {
      if worker.shouldPause {
        flush(buffer, worker)
        return place
      }
      let rank = block.rank(place)
      expand(rank, store.handle(ofRank: rank), &reader, buffer, worker)
    }
    flush(buffer, worker)
    return places.upperBound
  }

  public func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    for item in deferred {
      let handle = store.handle(ofRank: item.rank)
      let state = ExpandedState(rank: item.rank, vector: vectors.row(handle), width, reader)
      let position = Int(item.action >> 16)
      if item.isWholeComponent {
        expand(state, position, &reader, buffer, worker)
      } else {
        let component = reader.components[Int(state.vector[position])]
        let step = Int(component.firstStep) + Int(item.action & 0xFFFF)
        add(step, item.action, of: state, position, &reader, buffer, worker)
      }
    }
    flush(buffer, worker)
  }

  public func successors(ofHandle handle: UInt32, _ worker: BlockWorker) -> Successors {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    buffer.collected = Successors()
    defer { buffer.collected = nil }
    worker.increment = 0
    worker.watched = 0
    expand(0, handle, &reader, buffer, worker)
    flush(buffer, worker)
    return buffer.collected ?? Successors()
  }

  /// Judges a state and produces its successors.
  @inline(__always)
  private func expand(
    _ rank: UInt32, _ handle: UInt32, _ reader: inout ComponentTables.Reader,
    _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let state = ExpandedState(rank: rank, vector: vectors.row(handle), width, reader)
    if worker.watched != 0 { judge(state, worker) }
    if worker.onlyJudges { return }
    for position in 0..<width {
      expand(state, position, &reader, buffer, worker)
    }
  }

  /// Produces the successors that one component's steps lead to.
  @inline(__always)
  private func expand(
    _ state: ExpandedState, _ position: Int, _ reader: inout ComponentTables.Reader,
    _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let action = UInt32(truncatingIfNeeded: position) << 16
    var component = reader.components[Int(state.vector[position])]
    if component.stepCount == ComponentTables.Component.unknown {
      guard worker.isAlone else {
        worker.deferred.append(
          DeferredStep(rank: state.rank, action: action, isWholeComponent: true))
        return
      }
      learnSteps(of: state.vector[position])
      reader = tables.reader
      component = reader.components[Int(state.vector[position])]
    }
    for step in 0..<component.stepCount {
      add(
        Int(component.firstStep &+ step), action | step, of: state, position, &reader, buffer,
        worker)
    }
  }

  /// Produces the successor that one step leads to.
  @inline(__always)
  private func add(
    _ number: Int, _ action: UInt32, of state: ExpandedState, _ position: Int,
    _ reader: inout ComponentTables.Reader, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let step = reader.steps[number]
    if step.addsWeight && state.weight >= maxWeight { return }
    if step.isOutside {
      cross(Int(step.kind), buffer, worker)
      return
    }
    let target = buffer.vectors + buffer.count &* width
    for place in 0..<width { target[place] = state.vector[place] }
    target[position] = step.target
    var hash = state.hash &+ step.hashChange
    for index in 0..<Int(step.stimulusCount) {
      let stimulus = reader.stimuli[Int(step.firstStimulus) &+ index]
      let before = target[Int(stimulus.position)]
      var after = reader.reactions.value(before, stimulus.stimulus)
      if after == PairMap.missing {
        guard worker.isAlone else {
          worker.deferred.append(
            DeferredStep(rank: state.rank, action: action, isWholeComponent: false))
          return
        }
        after = learnReaction(of: before, to: stimulus.stimulus)
        reader = tables.reader
      }
      target[Int(stimulus.position)] = after
      hash =
        hash &+ reader.components[Int(after)].hash &- reader.components[Int(before)].hash
    }
    add(hash, Link(fromRank: state.rank, action: action), kind: step.kind, to: buffer, worker)
  }

  @inline(__always)
  private func add(
    _ hash: UInt64, _ link: Link, kind: UInt16, to buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    buffer.hashes[buffer.count] = hash
    buffer.kinds[buffer.count] = kind
    buffer.links[buffer.count] = link.bits
    store.table.prefetchHome(hash)
    buffer.count &+= 1
    if buffer.count == CandidateBuffer.capacity { flush(buffer, worker) }
  }

  private func judge(_ state: ExpandedState, _ worker: BlockWorker) {
    let component = worker.watched & componentProperties
    var hits = (state.bits ^ universalProperties ^ invariants) & component
    var rest = worker.watched & ~component
    while rest != 0 {
      let property = rest.trailingZeroBitCount
      rest &= rest - 1
      let isInvariant = invariants >> UInt64(property) & 1 == 1
      if semantics.satisfies(property, UnsafePointer(state.vector)) != isInvariant {
        hits |= 1 << UInt64(property)
      }
    }
    if hits != 0 { worker.hit(hits, rank: state.rank) }
  }

  /// Counts a successor that lies outside the boundary.
  private func cross(_ kind: Int, _ buffer: CandidateBuffer, _ worker: BlockWorker) {
    worker.generated += worker.increment
    worker.boundaryCuts += worker.increment
    buffer.kindCounts[kind] += worker.increment
    buffer.collected?.crossesBoundary = true
  }
}

// MARK: - Looking up

extension ComponentSpace {
  /// Looks up the successors in the buffer, and stores those that are new.
  private func flush(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
    for index in 0..<buffer.count {
      if let handle = store.table.likelyHandle(buffer.hashes[index]) {
        prefetch(vectors.row(handle))
      }
    }
    if buffer.collected != nil {
      for index in 0..<buffer.count { collect(index, buffer) }
    } else {
      for index in 0..<buffer.count { insert(index, buffer, worker) }
    }
    buffer.count = 0
  }

  @inline(__always)
  private func insert(_ index: Int, _ buffer: CandidateBuffer, _ worker: BlockWorker) {
    let link = Link(bits: buffer.links[index])
    if !worker.hasHandle {
      guard let room = worker.refill() else {
        worker.deferred.append(
          DeferredStep(rank: link.rank, action: link.action, isWholeComponent: false))
        return
      }
      vectors.reserve(room)
    }
    worker.generated &+= worker.increment
    buffer.kindCounts[Int(buffer.kinds[index])] &+= worker.increment
    let vector = vectors.row(worker.nextHandle)
    let candidate = buffer.vectors + index &* width
    for place in 0..<width { vector[place] = candidate[place] }
    let hash = buffer.hashes[index]
    if hasStateBoundary, find(hash, candidate) == nil,
      !semantics.isWithinBoundary(UnsafePointer(candidate))
    {
      worker.boundaryCuts += worker.increment
      return
    }
    store.setLink(worker.nextHandle, link)
    let insertion = store.table.insert(hash, handle: worker.nextHandle) {
      isEqual(vectors.row($0), candidate)
    }
    switch insertion {
    case .inserted: worker.consumeHandle()
    case .found(let handle): worker.meet(handle, link)
    }
  }

  private func collect(_ index: Int, _ buffer: CandidateBuffer) {
    let candidate = buffer.vectors + index * width
    if let handle = find(buffer.hashes[index], candidate) {
      buffer.collected?.stored.append((handle, Link(bits: buffer.links[index]).action))
    } else if hasStateBoundary, !semantics.isWithinBoundary(UnsafePointer(candidate)) {
      buffer.collected?.crossesBoundary = true
    } else {
      buffer.collected?.leavesSearch = true
    }
  }

  private func find(_ hash: UInt64, _ vector: UnsafeMutablePointer<ComponentID>) -> UInt32? {
    store.table.find(hash) { isEqual(vectors.row($0), vector) }
  }

  @inline(__always)
  private func isEqual(
    _ left: UnsafeMutablePointer<ComponentID>, _ right: UnsafeMutablePointer<ComponentID>
  ) -> Bool {
    for place in 0..<width where left[place] != right[place] { return false }
    return true
  }
}

// MARK: - Learning

extension ComponentSpace {
  /// Takes over the facts about components that the semantics has numbered since the last time.
  private func learnComponents() {
    for component in tables.components.count..<semantics.componentCount {
      tables.addComponent(semantics.facts(of: ComponentID(component)))
    }
  }

  private func learnSteps(of component: ComponentID) {
    let steps = semantics.steps(of: component)
    precondition(steps.count < 1 << 16, "a component with \(steps.count) steps")
    learnComponents()
    tables.setSteps(steps, of: component)
  }

  private func learnReaction(of component: ComponentID, to stimulus: UInt32) -> ComponentID {
    let result = semantics.reaction(of: component, to: stimulus)
    learnComponents()
    tables.addReaction(of: component, to: stimulus, result)
    return result
  }
}

/// A state in the course of being expanded.
private struct ExpandedState {
  let rank: UInt32
  let vector: UnsafeMutablePointer<ComponentID>
  var hash: UInt64 = 0
  var bits: UInt64 = 0
  var weight: UInt32 = 0

  @inline(__always)
  init(
    rank: UInt32, vector: UnsafeMutablePointer<ComponentID>, _ width: Int,
    _ reader: ComponentTables.Reader
  ) {
    self.rank = rank
    self.vector = vector
    for position in 0..<width {
      let component = reader.components[Int(vector[position])]
      hash &+= component.hash
      bits |= component.bits
      weight &+= component.weight
    }
  }
}
