/// How configurations came about: trees of steps that share their beginnings.
struct Witness {
  private var parents: [Int32] = []
  private var steps: [Int32] = []
  private var events: [Int32] = []

  /// The node of a configuration in which nothing was placed, but what is eager.
  static let root: Int32 = -1

  /// The node that will be added next.
  var nextNode: Int32 { Int32(parents.count) }

  mutating func add(_ step: Step, at event: Int, after parent: Int32) {
    parents.append(parent)
    switch step {
    case .operation(let operation): steps.append(Int32(operation))
    case .lost(let group): steps.append(~Int32(group))
    }
    events.append(Int32(event))
  }

  enum Step {
    case operation(Int)
    /// Some lost operation of a group.
    case lost(Int)
  }

  /// The steps that lead to a node, in order, with the positions of the events that forced them.
  func path(to node: Int32) -> [(step: Step, event: Int)] {
    var path: [(Step, Int)] = []
    var node = node
    while node != Self.root {
      let step = steps[Int(node)]
      path.append((step < 0 ? .lost(Int(~step)) : .operation(Int(step)), Int(events[Int(node)])))
      node = parents[Int(node)]
    }
    return path.reversed()
  }
}
