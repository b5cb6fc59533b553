import PaxcheckKit
import RegisterClient

/// A change to the protocol: a known mistake, or one that only looks like a mistake.
///
/// It stands in for a handler of the node, and may have the node handle the same input, or another. What it
/// does, which property tells, and where, stand together.
struct RaftMutation: Sendable {
  /// Where it shows, or does no harm.
  struct Place: Sendable {
    /// The property that the mistake breaks; `nil` for a change that must be harmless.
    var property: String?
    var assignments: [String]
    var scenario: String?

    static func caught(
      by property: String, at assignments: String..., within scenario: String? = nil
    ) -> Self {
      Self(property: property, assignments: assignments, scenario: scenario)
    }

    static func harmless(at assignments: String..., within scenario: String? = nil) -> Self {
      Self(property: nil, assignments: assignments, scenario: scenario)
    }
  }

  typealias Reception =
    @Sendable (inout RaftNode, RaftMessage, ActorID, inout Outbox<RaftNode>) -> Void

  let name: String
  let summary: String
  let places: [Place]
  /// Changes a node before its first step.
  var prepares: @Sendable (inout RaftNode) -> Void = { _ in }
  /// Handles a message of another node.
  var receives: Reception = { node, message, sender, outbox in
    node.receive(.internal(message), from: sender, &outbox)
  }
  /// Handles a request of a client.
  var serves:
    @Sendable (inout RaftNode, RaftNode.Message, ActorID, inout Outbox<RaftNode>) -> Void =
      { node, message, sender, outbox in
        node.receive(message, from: sender, &outbox)
      }
  /// Changes what a node finds on its disk.
  var recovers: @Sendable (inout RaftNode.Storage) -> Void = { _ in }
  /// Changes a node after each of its handlers.
  var alters: @Sendable (_ before: RaftNode, inout RaftNode, inout Outbox<RaftNode>) -> Void = {
    _, _, _ in
  }
  /// Whether the mutant may come back to a message that the correct node is done with.
  var revives: @Sendable (RaftMessage) -> Bool = { _ in false }

  init(_ name: String, _ summary: String, _ places: Place...) {
    self.name = name
    self.summary = summary
    self.places = places
  }

  static let all =
    ofElection + ofReplication + ofProgress + ofCommit + ofService + ofMembership + ofLearners
    + ofSnapshots

  static func named(_ name: String) -> Int? { all.firstIndex { $0.name == name } }

  /// The mutation as users find it, once for each place.
  var descriptions: [Mutation] {
    places.map { place in
      Mutation(
        name, summary, caughtBy: place.property, at: place.assignments, within: place.scenario)
    }
  }
}

extension RaftMutation {
  func preparing(_ change: @escaping @Sendable (inout RaftNode) -> Void) -> Self {
    var mutation = self
    mutation.prepares = change
    return mutation
  }

  func receiving(_ reception: @escaping Reception) -> Self {
    var mutation = self
    mutation.receives = reception
    return mutation
  }

  func serving(
    _ service:
      @escaping @Sendable (
        inout RaftNode, RaftNode.Message, ActorID, inout Outbox<RaftNode>
      ) -> Void
  ) -> Self {
    var mutation = self
    mutation.serves = service
    return mutation
  }

  func recovering(_ change: @escaping @Sendable (inout RaftNode.Storage) -> Void) -> Self {
    var mutation = self
    mutation.recovers = change
    return mutation
  }

  func altering(
    _ change:
      @escaping @Sendable (_ before: RaftNode, inout RaftNode, inout Outbox<RaftNode>) -> Void
  ) -> Self {
    var mutation = self
    mutation.alters = change
    return mutation
  }

  func reviving(_ condition: @escaping @Sendable (RaftMessage) -> Bool) -> Self {
    var mutation = self
    mutation.revives = condition
    return mutation
  }
}
