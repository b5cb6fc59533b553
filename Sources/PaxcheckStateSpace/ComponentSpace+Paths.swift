extension ComponentSpace {
  /// The vectors on the way from an initial state, given by its number, by way of some actions.
  public func vectors(from initialState: Int, by actions: [UInt32]) -> [[ComponentID]] {
    var vectors = [semantics.initialVectors()[initialState]]
    learnComponents()
    for action in actions { vectors.append(successor(of: vectors[vectors.count - 1], action)) }
    return vectors
  }

  private func successor(of vector: [ComponentID], _ action: UInt32) -> [ComponentID] {
    let position = Int(action >> 16)
    if tables.components[Int(vector[position])].stepCount == ComponentTables.Component.unknown {
      learnSteps(of: vector[position])
    }
    let step = tables.steps[
      Int(tables.components[Int(vector[position])].firstStep + action & 0xFFFF)]
    var successor = vector
    successor[position] = step.target
    for index in 0..<UInt32(step.inputCount) {
      let input = tables.inputs[Int(step.firstInput + index)]
      let before = successor[Int(input.position)]
      let known = tables.transitions.reader.value(before, input.number)
      successor[Int(input.position)] =
        known == PairMap.missing ? learnTransition(of: before, on: input.number) : known
    }
    return successor
  }
}
