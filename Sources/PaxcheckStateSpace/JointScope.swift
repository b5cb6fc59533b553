/// Components that together decide some properties, in whatever state they come together.
public struct JointScope: Sendable {
  /// The components' places in a state, in order.
  public let positions: [Int]
  /// The properties that they decide, a bit for each.
  public let properties: UInt64

  public init(positions: [Int], properties: UInt64) {
    self.positions = positions
    self.properties = properties
  }
}
