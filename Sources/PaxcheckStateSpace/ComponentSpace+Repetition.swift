/// The way of another run of the same search, gone again.
extension ComponentSpace {
  public func repeats(_ entry: MemoEntry) -> Bool {
    guard entry.component < tables.components.count else { return false }
    return fill(entry.component, entry.input) && memoLog?.entries.last == entry
  }

  public func replay(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool {
    guard steps.allSatisfy(exists) else { return false }
    let filled = memoLog?.entries.count
    resolve(steps[...], worker)
    return memoLog?.entries.count == filled
  }

  private func exists(_ step: DeferredStep) -> Bool {
    let position = Int(step.action >> 16)
    guard position < width else { return false }
    let component = withVector(ofRank: step.rank) { $0[position] }
    let count = tables.components[Int(component)].stepCount
    return count != ComponentTables.Component.unknown && step.action & 0xFFFF < count
  }
}
