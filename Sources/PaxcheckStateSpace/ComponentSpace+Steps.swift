/// Properties about steps, which are judged on every step that is not cut off, wherever it leads.
extension ComponentSpace {
  /// Judges the steps to the successors in the buffer, which are whole.
  func judgeSteps(
    _ buffer: CandidateBuffer, _ reader: ComponentTables.Reader, _ worker: BlockWorker
  ) {
    let scoped = worker.watchedSteps & componentStepProperties
    if scoped != 0, reader.breaksSomething {
      for index in 0..<buffer.count {
        note(scoped & reader.broken[Int(buffer.steps[index])], index, buffer, worker)
      }
    }
    let whole = worker.watchedSteps & ~componentStepProperties
    if whole != 0 { judgeWholeSteps(whole, buffer, worker) }
  }

  /// Judges the steps by the whole states before and after them.
  private func judgeWholeSteps(
    _ properties: UInt64, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    withUnsafeTemporaryAllocation(of: ComponentID.self, capacity: width) { room in
      guard let before = room.baseAddress else { return }
      for index in 0..<buffer.count {
        let link = Link(bits: buffer.links[index])
        archive.read(0..<1, of: Block(ranks: [link.rank]), to: before)
        let broken = semantics.broken(
          among: properties, byStep: Int(link.action & 0xFFFF),
          ofComponentAt: Int(link.action >> 16), from: before, to: buffer.vectors + index * width)
        note(broken, index, buffer, worker)
      }
    }
  }

  private func note(
    _ broken: UInt64, _ index: Int, _ buffer: CandidateBuffer, _ worker: BlockWorker
  ) {
    guard broken != 0 else { return }
    let link = Link(bits: buffer.links[index])
    worker.hit(broken, Discovery(rank: link.rank, action: link.action))
  }
}
