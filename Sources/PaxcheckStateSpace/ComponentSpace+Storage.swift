extension ComponentSpace {
  public func growth(for count: Int) -> Int { archive.growth(for: count) }

  public func addressGrowth(for count: Int) -> Int {
    archive.addressGrowth(for: count) + store.fresh.addressGrowth(with: freshVectors)
      + freshKeys.addressGrowth(for: store.fresh.handlesAhead)
  }

  public func makeRoom(for count: Int, _ threads: Threads) {
    archive.makeRoom(for: count, threads)
  }

  public func commit(_ handles: ArraySlice<UInt32>, firstRank: UInt32, _ worker: BlockWorker) {
    let buffer = buffers[worker.index]
    let (records, rows, keys) = (store.fresh.records.rows, freshVectors.rows, freshKeys.rows)
    var rank = firstRank
    for handle in handles {
      copy(rows[handle], to: buffer.vectors + buffer.count &* width, width)
      buffer.hashes[buffer.count] = records[handle].pointee.hash
      buffer.keys[buffer.count] = keys[handle].pointee
      buffer.ranks[buffer.count] = rank
      buffer.count &+= 1
      rank &+= 1
      if buffer.count == CandidateBuffer.capacity {
        archive.add(buffer)
        buffer.count = 0
      }
    }
    archive.add(buffer)
    buffer.count = 0
  }

  public func endBlock(discarding handles: ArraySlice<UInt32>) {
    joint.endBlock()
    tables.releaseRetired()
    learnedByteCount = tables.byteCount + semantics.byteCount
    if let other = storage.archive(after: archive, count: archive.count, buffers[0]) {
      archive = other
    }
  }
}
