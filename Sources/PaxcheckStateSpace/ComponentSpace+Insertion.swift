extension ComponentSpace {
  /// Looks up the successors in the buffer, and stores those that are new.
  func flush(
    _ buffer: CandidateBuffer, _ reader: inout ComponentTables.Reader, _ worker: BlockWorker
  ) {
    react(buffer, &reader, worker)
    if buffer.collected != nil {
      archive.find(buffer)
      for index in 0..<buffer.count { collect(index, buffer) }
    } else {
      if hasStateBoundary { dropOutside(buffer, worker) }
      if worker.watchedSteps != 0 { judgeSteps(buffer, reader, worker) }
      insertFresh(buffer, worker)
      archive.find(buffer)
      settle(buffer, worker)
    }
    buffer.count = 0
    buffer.wholeCount = 0
  }

  /// Takes the successors outside the boundary out of the buffer. What is known is within.
  private func dropOutside(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
    archive.find(buffer)
    var place = 0
    for index in 0..<buffer.count {
      let vector = buffer.vectors + index &* width
      if buffer.ranks[index] != CandidateBuffer.unknownRank
        || isFresh(buffer.hashes[index], vector)
        || semantics.isWithinBoundary(UnsafePointer(vector))
      {
        buffer.moveWithStep(index, to: place)
        place += 1
      } else {
        count(index, buffer, worker)
        worker.countCut(isOutsideScenario: false)
      }
    }
    buffer.count = place
  }

  /// Inserts the successors among the fresh states, and takes those out of the buffer that were there.
  ///
  /// Of the successors that are known most were met in the same block, so only the others are looked up
  /// in the archive, which is farther from the processor.
  private func insertFresh(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
    let (fresh, rows, width) = (store.fresh, freshVectors.rows, width)
    var writer = fresh.writer
    for index in 0..<buffer.count { writer.slots.prefetchHome(buffer.hashes[index]) }
    var place = 0
    for index in 0..<buffer.count {
      let link = Link(bits: buffer.links[index])
      if !worker.hasHandle {
        guard let room = worker.refill() else {
          worker.deferred.append(DeferredStep(rank: link.rank, action: link.action))
          continue
        }
        freshVectors.reserve(room)
        freshKeys.reserve(room)
        writer = fresh.writer
      }
      count(index, buffer, worker)
      let vector = buffer.vectors + index &* width
      let handle = worker.nextHandle
      copy(vector, to: rows[handle], width)
      let insertion = writer.insert(handle, link, hash: buffer.hashes[index]) {
        areEqual(rows[$0], vector, width)
      }
      switch insertion {
      case .inserted:
        worker.consumeHandle()
        buffer.move(index, to: place)
        buffer.handles[place] = handle
        place &+= 1
      case .found(let handle):
        worker.revisit(handle: handle, link)
      }
    }
    buffer.count = place
  }

  /// Ends the lookup of the successors in the buffer, which are fresh unless the archive knows them.
  private func settle(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
    let keys = freshKeys.rows
    for index in 0..<buffer.count {
      let (handle, rank) = (buffer.handles[index], buffer.ranks[index])
      if rank == CandidateBuffer.unknownRank {
        keys[handle].initialize(to: buffer.keys[index])
      } else {
        worker.revisit(rank: rank, under: handle, Link(bits: buffer.links[index]))
      }
    }
  }

  @inline(__always)
  private func count(_ index: Int, _ buffer: CandidateBuffer, _ worker: BlockWorker) {
    worker.generated &+= worker.increment
    buffer.kindCounts[Int(buffer.kinds[index])] &+= worker.increment
  }

  private func isFresh(_ hash: UInt64, _ vector: UnsafePointer<ComponentID>) -> Bool {
    store.fresh.table.slots.find(hash) { areEqual(freshVectors.row($0), vector, width) } != nil
  }

  private func collect(_ index: Int, _ buffer: CandidateBuffer) {
    let candidate = buffer.vectors + index * width
    let step = Successors.Step(
      action: Link(bits: buffer.links[index]).action, label: buffer.steps[index])
    if buffer.ranks[index] != CandidateBuffer.unknownRank {
      buffer.collected?.stored.append((buffer.ranks[index], step))
    } else if hasStateBoundary, !semantics.isWithinBoundary(UnsafePointer(candidate)) {
      buffer.collected?.noteCut(step, isOutsideScenario: false)
    } else {
      buffer.collected?.noteUnknown(step)
    }
  }
}
