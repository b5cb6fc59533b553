import CPrefetch

extension ComponentSpace {
  /// Looks up the successors in the buffer, and stores those that are new.
  func flush(_ buffer: CandidateBuffer, _ worker: BlockWorker) {
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

  func find(_ hash: UInt64, _ vector: UnsafeMutablePointer<ComponentID>) -> UInt32? {
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
