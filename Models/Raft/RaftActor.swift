import PaxcheckKit

/// A node, or one with a planted bug.
protocol RaftActor: DeterministicActor
where
  Message == RaftNode.Message, Event == RaftNode.Event, Storage == RaftNode.Storage
{
  var node: RaftNode { get }
}

extension RaftNode: RaftActor {
  var node: RaftNode { self }
}

extension Property where M == Raft {
  /// A claim about all nodes that are not crashed.
  static func always<A: RaftActor>(
    _ name: String, nodes type: A.Type, _ condition: @escaping @Sendable ([RaftNode]) -> Bool
  ) -> Self {
    .always(name, actors: type) { condition($0.map(\.node)) }
  }

  /// A claim about any two nodes that are not crashed, in either order.
  static func always<A: RaftActor>(
    _ name: String, pairs type: A.Type,
    _ condition: @escaping @Sendable (RaftNode, RaftNode) -> Bool
  ) -> Self {
    .always(name, nodes: type) { nodes in
      nodes.allSatisfy { left in
        nodes.allSatisfy { left.id == $0.id || condition(left, $0) }
      }
    }
  }

  /// A claim about every node that is not crashed.
  static func always<A: RaftActor>(
    _ name: String, node type: A.Type, _ condition: @escaping @Sendable (RaftNode) -> Bool
  ) -> Self {
    .always(name, every: type) { condition($0.node) }
  }

  /// A claim about every step of a node.
  static func always<A: RaftActor>(
    _ name: String, steps type: A.Type,
    _ condition: @escaping @Sendable (_ before: RaftNode, _ after: RaftNode) -> Bool
  ) -> Self {
    .always(name, every: type, step: { condition($0.node, $1.node) })
  }

  /// An example of all nodes that are not crashed.
  static func sometimes<A: RaftActor>(
    _ name: String, nodes type: A.Type, _ condition: @escaping @Sendable ([RaftNode]) -> Bool
  ) -> Self {
    .sometimes(name, actors: type) { condition($0.map(\.node)) }
  }

  /// A claim that all nodes that are not crashed can still fulfil.
  static func alwaysPossible<A: RaftActor>(
    _ name: String, nodes type: A.Type, _ condition: @escaping @Sendable ([RaftNode]) -> Bool
  ) -> Self {
    .alwaysPossible(name, actors: type) { condition($0.map(\.node)) }
  }
}
