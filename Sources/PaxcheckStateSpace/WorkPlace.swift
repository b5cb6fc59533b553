/// Where in the search a worker is at work, should the code of the model trap there.
public struct WorkPlace: Sendable {
  /// No state, no action, no property.
  @inlinable public static var none: UInt32 { .max }

  /// The rank of the state that is judged or expanded, or `none`.
  public var rank = WorkPlace.none
  /// The number of the action that is taken in it, or `none`.
  public var action = WorkPlace.none
  /// The property that is judged in it, or `none`.
  public var property = WorkPlace.none

  @inlinable
  public init(
    rank: UInt32 = WorkPlace.none, action: UInt32 = WorkPlace.none,
    property: UInt32 = WorkPlace.none
  ) {
    self.rank = rank
    self.action = action
    self.property = property
  }
}

extension WorkPlace {
  /// What is asked of a model whose states are whole values, for people; `nil` if nothing is.
  ///
  /// - Parameters:
  ///   - properties: The names of the properties.
  ///   - text: The text of an action, by the rank of its state and its number.
  package func name(_ properties: [String], _ text: (UInt32, UInt32) -> String) -> String? {
    if property != Self.none { return "the property '\(properties[Int(property)])'" }
    if rank == Self.none { return "the list of initial states" }
    if action == Self.none { return "the list of actions" }
    return "the successor after '\(text(rank, action))'"
  }
}
