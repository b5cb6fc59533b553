/// A state, or a step, that answers a property.
///
/// Discoveries are ordered as a sequential search makes them: it judges a state before it takes its steps.
public struct Discovery: Hashable, Comparable, Sendable {
  /// The rank of the state, or of the state before the step.
  public let rank: UInt32
  /// The number of the step's action; `nil` for a state.
  public let action: UInt32?

  public init(rank: UInt32, action: UInt32? = nil) {
    self.rank = rank
    self.action = action
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.rank, left.action.map { Int($0) } ?? -1) < (
      right.rank, right.action.map { Int($0) } ?? -1
    )
  }
}
