extension ComponentSpace {
  public func findMisses(
    _ places: Range<Int>, of block: Block, _ worker: BlockWorker, fillsAtOnce: Bool
  ) {
    let parents = buffers[worker.index].parents
    var reader = tables.reader
    for start in stride(
      from: places.lowerBound, to: places.upperBound, by: CandidateBuffer.chunkSize)
    {
      let chunk = start..<min(start + CandidateBuffer.chunkSize, places.upperBound)
      archive.read(chunk, of: block, to: parents)
      for index in 0..<chunk.count * width {
        let component = parents[index]
        guard reader.components[Int(component)].stepCount == ComponentTables.Component.unknown
        else { continue }
        if fillsAtOnce {
          worker.place = WorkPlace(rank: block.rank(start + index / width))
          learnSteps(of: component)
          reader = tables.reader
        } else {
          worker.note(
            MemoMiss(
              .init(component: component, input: MemoEntry.everyStep),
              rank: block.rank(start + index / width), action: UInt32(index % width) << 16))
        }
      }
    }
  }

  public func fill(_ misses: ArraySlice<MemoMiss>, _ worker: BlockWorker) {
    for miss in misses {
      worker.place = miss.workPlace
      _ = fill(miss.subject.component, miss.subject.input)
    }
  }

  public func insertInitialStates(_ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    worker.place = WorkPlace()
    for (index, vector) in semantics.initialVectors().enumerated() {
      learnComponents()
      if vector.contains(where: { tables.facts[Int($0)].isOutside }) {
        cross(Int(ComponentTables.rootKind), isOutsideScenario: false, buffer, worker)
        continue
      }
      let target = buffer.vectors + buffer.count * width
      var hash: UInt64 = 0
      for (position, component) in vector.enumerated() {
        target[position] = component
        hash &+= ComponentTables.hash(of: component)
      }
      let link = Link(fromRank: Link.root, action: UInt32(index))
      buffer.append(hash, link, kind: ComponentTables.rootKind)
      buffer.wholeCount = buffer.count
      if buffer.isFull { flush(buffer, &reader, worker) }
    }
    flush(buffer, &reader, worker)
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
          flush(buffer, &reader, worker)
          return place
        }
        let vector = buffer.parents + (place - start) * width
        expand(block.rank(place), vector, &reader, buffer, worker)
      }
    }
    flush(buffer, &reader, worker)
    return places.upperBound
  }

  public func resolve(_ deferred: ArraySlice<DeferredStep>, _ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    for item in deferred {
      archive.read(0..<1, of: Block(ranks: [item.rank]), to: buffer.parents)
      let state = ExpandedState(rank: item.rank, vector: buffer.parents, width, reader)
      let position = Int(item.action >> 16)
      let component = reader.components[Int(state.vector[position])]
      let step = Int(component.firstStep) + Int(item.action & 0xFFFF)
      add(step, item.action, of: state, position, &reader, buffer, worker)
    }
    flush(buffer, &reader, worker)
  }

  public func successors(ofRank rank: UInt32, _ worker: BlockWorker) -> Successors {
    let buffer = buffers[worker.index]
    var reader = tables.reader
    buffer.collected = Successors()
    defer { buffer.collected = nil }
    worker.increment = 0
    worker.watch(0, steps: 0)
    worker.onlyJudges = false
    findMisses(0..<1, of: Block(ranks: [rank]), worker, fillsAtOnce: true)
    reader = tables.reader
    archive.read(0..<1, of: Block(ranks: [rank]), to: buffer.parents)
    expand(rank, buffer.parents, &reader, buffer, worker)
    flush(buffer, &reader, worker)
    return buffer.collected ?? Successors()
  }

  /// Judges a state and produces its successors.
  @inline(__always)
  private func expand(
    _ rank: UInt32, _ vector: UnsafeMutablePointer<ComponentID>,
    _ reader: inout ComponentTables.Reader, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let state = ExpandedState(rank: rank, vector: vector, width, reader)
    worker.place = WorkPlace(rank: rank)
    if worker.watched != 0 { judge(state, reader, buffer, worker) }
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
    let component = reader.components[Int(state.vector[position])]
    assert(
      component.stepCount != ComponentTables.Component.unknown,
      "expanded before its steps were known")
    for step in 0..<UInt32(component.stepCount) {
      add(
        Int(component.firstStep &+ step), action | step, of: state, position, &reader, buffer,
        worker)
    }
  }

  /// Begins the successor that one step leads to; the components that it reaches react later.
  @inline(__always)
  private func add(
    _ number: Int, _ action: UInt32, of state: ExpandedState, _ position: Int,
    _ reader: inout ComponentTables.Reader, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    let step = reader.steps[number]
    if step.budget != Budgets.none && budgets.isSpent(step.budget, by: state.spent) { return }
    if step.groups & state.flags != 0 { return }
    if step.isOutside {
      cross(Int(step.kind), isOutsideScenario: step.isOutsideScenario, buffer, worker)
      buffer.collected?.noteCut(
        Successors.Step(action: action, label: UInt32(truncatingIfNeeded: number)),
        isOutsideScenario: step.isOutsideScenario)
      return
    }
    for index in 0..<Int(step.inputCount) {
      let input = reader.inputs[Int(step.firstInput) &+ index]
      reader.transitions.prefetch(state.vector[Int(input.position)], input.number)
    }
    let target = buffer.vectors + buffer.count &* width
    copy(state.vector, to: target, width)
    target[position] = step.target
    let hash =
      state.hash &+ ComponentTables.hash(of: step.target)
      &- ComponentTables.hash(of: state.vector[position])
    buffer.steps[buffer.count] = UInt32(truncatingIfNeeded: number)
    buffer.append(hash, Link(fromRank: state.rank, action: action), kind: step.kind)
    if buffer.isFull { flush(buffer, &reader, worker) }
  }

  /// Completes the successors in the buffer: the components that a step reaches react to it.
  func react(
    _ buffer: CandidateBuffer, _ reader: inout ComponentTables.Reader, _ worker: BlockWorker
  ) {
    var place = buffer.wholeCount
    for index in buffer.wholeCount..<buffer.count {
      let step = reader.steps[Int(buffer.steps[index])]
      let vector = buffer.vectors + index &* width
      var hash = buffer.hashes[index]
      var isWhole = true
      for number in 0..<Int(step.inputCount) {
        let input = reader.inputs[Int(step.firstInput) &+ number]
        let before = vector[Int(input.position)]
        var after = reader.transitions.value(before, input.number)
        if after == PairMap.missing {
          guard worker.isAlone else {
            isWhole = false
            let link = Link(bits: buffer.links[index])
            worker.note(
              MemoMiss(
                .init(component: before, input: input.number), rank: link.rank,
                action: link.action, place: number))
            continue
          }
          let link = Link(bits: buffer.links[index])
          worker.place = WorkPlace(rank: link.rank, action: link.action)
          after = learnTransition(of: before, on: input.number)
          reader = tables.reader
        }
        vector[Int(input.position)] = after
        hash = hash &+ ComponentTables.hash(of: after) &- ComponentTables.hash(of: before)
      }
      if isWhole {
        buffer.hashes[index] = hash
        buffer.moveWithStep(index, to: place)
        place &+= 1
      } else {
        let link = Link(bits: buffer.links[index])
        worker.deferred.append(DeferredStep(rank: link.rank, action: link.action))
      }
    }
    buffer.count = place
    buffer.wholeCount = place
  }

  private func judge(
    _ state: ExpandedState, _ reader: ComponentTables.Reader, _ buffer: CandidateBuffer,
    _ worker: BlockWorker
  ) {
    let watched = worker.watched
    var satisfied = (state.conditionBits ^ universalProperties) & watched & componentProperties
    let several = watched & joint.properties
    if several != 0 {
      satisfied |= joint.satisfied(
        among: several, worker: worker.index, isAlone: worker.isAlone
      ) { reader.facts[Int(state.vector[$0])].view }
    }
    let whole = watched & ~componentProperties & ~several
    if whole != 0 {
      buffer.countWholeState(whole)
      satisfied |= semantics.satisfied(among: whole, UnsafePointer(state.vector))
    }
    let hits = (satisfied ^ invariants) & watched
    if hits != 0 { worker.hit(hits, Discovery(rank: state.rank)) }
  }

  /// Counts a successor that is cut off.
  private func cross(
    _ kind: Int, isOutsideScenario: Bool, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    worker.generated += worker.increment
    worker.countCut(isOutsideScenario: isOutsideScenario)
    buffer.kindCounts[kind] += worker.increment
  }
}

/// A state in the course of being expanded.
private struct ExpandedState {
  let rank: UInt32
  let vector: UnsafeMutablePointer<ComponentID>
  var hash: UInt64 = 0
  var conditionBits: UInt64 = 0
  /// What the components have spent of the budgets, 16 bits for each.
  var spent: UInt32 = 0
  /// The flags that a component has; the groups of a step are those below the highest one.
  var flags: UInt8 = 0

  @inline(__always)
  init(
    rank: UInt32, vector: UnsafeMutablePointer<ComponentID>, _ width: Int,
    _ reader: ComponentTables.Reader
  ) {
    self.rank = rank
    self.vector = vector
    for position in 0..<width {
      let component = reader.components[Int(vector[position])]
      hash &+= ComponentTables.hash(of: vector[position])
      spent &+= Budgets.spread(component.spent)
      flags |= component.flags
      if component.hasConditionBits {
        conditionBits |= reader.facts[Int(vector[position])].conditionBits
      }
    }
  }
}
