/// The way of another run of the same search, gone again.
extension ComponentSpace {
  public func askAgain(_ question: Question) -> Bool {
    guard question.component < tables.components.count else { return false }
    return ask(question.component, question.stimulus) && questions?.entries.last == question
  }

  public func retake(_ steps: [DeferredStep], _ worker: BlockWorker) -> Bool {
    guard steps.allSatisfy(exists) else { return false }
    let asked = questions?.entries.count
    resolve(steps[...], worker)
    return questions?.entries.count == asked
  }

  private func exists(_ step: DeferredStep) -> Bool {
    let position = Int(step.action >> 16)
    guard position < width else { return false }
    let component = withVector(ofRank: step.rank) { $0[position] }
    let count = tables.components[Int(component)].stepCount
    return count != ComponentTables.Component.unknown && step.action & 0xFFFF < count
  }
}
