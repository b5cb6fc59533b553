import PaxcheckKit

/// A node under one identity. One that has lost its memory takes another: it cannot speak for what it
/// promised and accepted before.
struct Voter: Hashable, Sendable {
  let node: ActorID
  /// How often the node had lost its memory when it took this identity.
  var incarnation = 0
}
