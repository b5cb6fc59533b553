extension ComponentSpace {
  /// Looks up the successors in the buffer, and stores those that are new.
  func flush(
    _ buffer: CandidateBuffer, _ reader: inout ComponentTables.Reader, _ worker: BlockWorker
  ) {
    react(buffer, &reader, worker)
    archive.find(buffer)
    if buffer.collected != nil {
      for index in 0..<buffer.count { collect(index, buffer) }
    } else {
      insertAll(buffer, worker)
    }
    buffer.count = 0
    buffer.wholeCount = 0
  }

  private func insertAll(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
    let (fresh, rows, keys, width) = (store.fresh, freshVectors.rows, freshKeys.rows, width)
    var writer = fresh.writer
    for index in 0..<buffer.count where buffer.ranks[index] == CandidateBuffer.unknownRank {
      writer.slots.prefetchHome(buffer.hashes[index])
    }
    for index in 0..<buffer.count {
      let link = Link(bits: buffer.links[index])
      let rank = buffer.ranks[index]
      if rank != CandidateBuffer.unknownRank {
        count(index, buffer, worker)
        worker.meet(rank: rank, link)
        continue
      }
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
      let hash = buffer.hashes[index]
      if hasStateBoundary, !isFresh(hash, vector),
        !semantics.isWithinBoundary(UnsafePointer(vector))
      {
        worker.boundaryCuts += worker.increment
        continue
      }
      copy(vector, to: rows[worker.nextHandle], width)
      keys[worker.nextHandle].initialize(to: buffer.keys[index])
      let insertion = writer.insert(worker.nextHandle, link, hash: hash) {
        areEqual(rows[$0], vector, width)
      }
      switch insertion {
      case .inserted: worker.consumeHandle()
      case .found(let handle): worker.meet(handle: handle, link)
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
    if buffer.ranks[index] != CandidateBuffer.unknownRank {
      buffer.collected?.stored.append(
        (buffer.ranks[index], Link(bits: buffer.links[index]).action))
    } else if hasStateBoundary, !semantics.isWithinBoundary(UnsafePointer(candidate)) {
      buffer.collected?.crossesBoundary = true
    } else {
      buffer.collected?.leavesSearch = true
    }
  }
}
