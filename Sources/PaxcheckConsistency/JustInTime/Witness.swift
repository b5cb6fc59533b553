/// How configurations came about: trees of steps that share their beginnings.
struct Witness: ~Copyable {
  struct Node {
    let parent: Int32
    /// The operation, or the complement of the group of a lost one.
    let step: Int32
    let event: Int32
  }

  private var nodes = Run<Node>()

  /// The node of a configuration that began in a state, and in which nothing was placed but what is
  /// eager.
  static func root(in state: Int32) -> Int32 { ~state }

  /// The node that will be added next.
  var nextNode: Int32 { Int32(nodes.count) }

  mutating func add(_ step: Step, at event: Int, after parent: Int32) {
    let number =
      switch step {
      case .operation(let operation): Int32(operation)
      case .lost(let group): ~Int32(group)
      }
    nodes.append(Node(parent: parent, step: number, event: Int32(event)))
  }

  enum Step {
    case operation(Int)
    /// Some lost operation of a group.
    case lost(Int)
  }

  /// The initial state and the steps that lead from there to a node, in order, with the positions of
  /// the events that forced them.
  func path(to node: Int32) -> (state: Int32, steps: [(step: Step, event: Int)]) {
    var path: [(Step, Int)] = []
    var node = node
    while node >= 0 {
      let last = nodes[Int(node)]
      path.append(
        (last.step < 0 ? .lost(Int(~last.step)) : .operation(Int(last.step)), Int(last.event)))
      node = last.parent
    }
    return (~node, path.reversed())
  }
}
