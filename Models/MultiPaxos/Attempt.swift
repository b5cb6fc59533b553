import PaxcheckKit

/// A node's attempt to have an entry chosen for a round, which is the node's own until the attempt
/// ends.
struct Attempt: Hashable, Sendable {
  enum Phase: Hashable, Sendable {
    /// No promise is touched: nodes are asked whether the round has converged.
    case peeking(answerers: Set<ActorID>)
    /// Phase 1: promises are collected, the greatest vote that they came with for each round, and
    /// refusals.
    case electing(promisers: Set<ActorID>, merged: [Vote?], refusers: Set<ActorID> = [])
    /// Phase 2: acceptances of an entry are collected, and refusals.
    case proposing(Entry, acceptors: Set<ActorID>, refusers: Set<ActorID> = [])
    /// Phase 3: the entry is chosen, and these nodes have not answered the proposal yet.
    case committing(Entry, pending: Set<ActorID>)
  }

  let round: Int
  /// What the node would like to see chosen.
  let entry: Entry
  let number: Int
  var phase: Phase

  var isElecting: Bool {
    if case .electing = phase { true } else { false }
  }

  var isCommitting: Bool {
    if case .committing = phase { true } else { false }
  }

  var isProposing: Bool {
    if case .proposing = phase { true } else { false }
  }

  func isProposing(_ entry: Entry) -> Bool {
    if case .proposing(entry, _, _) = phase { true } else { false }
  }

  /// Those of whose answers the attempt knows in its phase, the node itself among them.
  var answerers: Set<ActorID> {
    switch phase {
    case .peeking(let answerers): answerers
    case .electing(let promisers, _, let refusers): promisers.union(refusers)
    case .proposing(_, let acceptors, let refusers): acceptors.union(refusers)
    case .committing: []
    }
  }
}
