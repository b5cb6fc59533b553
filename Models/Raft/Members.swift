public import PaxcheckKit

/// The nodes that a configuration names.
///
/// - SeeAlso: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §4.2.1, for servers without a vote.
public struct Members: Hashable, Codable, Sendable {
  /// The nodes whose votes and logs count.
  let voters: [ActorID]
  /// The nodes that get all entries, and neither vote nor count: the members to be.
  var learners: [ActorID] = []

  /// The same but for a node: a voter is none any more, and any other node is one now.
  func changing(_ node: ActorID) -> Self {
    let others = voters.filter { $0 != node }
    return Self(
      voters: others.count < voters.count ? others : (others + [node]).sorted(),
      learners: learners.filter { $0 != node })
  }
}

extension Members: ExpressibleByArrayLiteral {
  /// Members all of whom vote.
  public init(arrayLiteral voters: ActorID...) { self.init(voters: voters) }
}

extension Members: CustomStringConvertible {
  public var description: String {
    learners.isEmpty ? "\(voters)" : "\(voters), learners: \(learners)"
  }
}
