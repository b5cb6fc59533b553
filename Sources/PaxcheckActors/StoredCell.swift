/// A cell of an actor's storage, the types of its name and of its value erased: what a host of the actor writes.
public struct StoredCell: Sendable {
  /// The cell's name.
  public let cell: any Hashable & Sendable
  /// What was written there last.
  public let value: any Hashable & Sendable
  /// Whether that certainly survives a crash.
  public let isSynced: Bool

  /// A cell with its value.
  ///
  /// - Parameters:
  ///   - cell: The cell's name.
  ///   - value: What it holds.
  ///   - isSynced: Whether that certainly survives a crash.
  public init(
    _ cell: any Hashable & Sendable, _ value: any Hashable & Sendable, isSynced: Bool = true
  ) {
    self.cell = cell
    self.value = value
    self.isSynced = isSynced
  }
}
