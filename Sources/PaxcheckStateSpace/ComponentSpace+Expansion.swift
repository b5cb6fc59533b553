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
    for start in stride(
      from: places.lowerBound, to: places.upperBound, by: CandidateBuffer.chunkSize)
    {
      let chunk = start..<min(start + CandidateBuffer.chunkSize, places.upperBound)
      archive.read(chunk, of: block, to: buffer.parents)
      for place in chunk {
        if worker.shouldPause {
          flush(buffer, worker)
          return place
        }
        let vector = buffer.parents + (place - start) * width
        expand(block.rank(place), vector, &reader, buffer, worker)
      }
    }
    flush(buffer, worker)
    return places.upperBound
  }

  public func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    for item in deferred {
      archive.read(0..<1, of: Block(ranks: [item.rank]), to: buffer.parents)
      let state = ExpandedState(rank: item.rank, vector: buffer.parents, width, reader)
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

  public func successors(ofRank rank: UInt32, _ worker: BlockWorker) -> Successors {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    buffer.collected = Successors()
    defer { buffer.collected = nil }
    worker.increment = 0
    worker.watched = 0
    worker.onlyJudges = false
    archive.read(0..<1, of: Block(ranks: [rank]), to: buffer.parents)
    expand(rank, buffer.parents, &reader, buffer, worker)
    flush(buffer, worker)
    return buffer.collected ?? Successors()
  }

  /// Judges a state and produces its successors.
  @inline(__always)
  private func expand(
    _ rank: UInt32, _ vector: UnsafeMutablePointer<ComponentID>,
    _ reader: inout ComponentTables.Reader, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let state = ExpandedState(rank: rank, vector: vector, width, reader)
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
    copy(state.vector, to: target, width)
    target[position] = step.target
    var hash = state.hash &+ step.hashChange
    for index in 0..<Int(step.stimulusCount) {
      let stimulus = reader.stimuli[Int(step.firstStimulus) &+ index]
      let before = target[Int(stimulus.position)]
      var after = reader.reactions.value(before, stimulus.stimulus)
      if after == PairMap.missing {
        guard worker.isAlone else {
          worker.deferred.append(
            DeferredStep(rank: state.rank, action: action))
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
