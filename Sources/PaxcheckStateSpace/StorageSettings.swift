public import PaxcheckModel

/// A layout, and what decides about it.
public struct StorageSettings: Hashable, Sendable {
  public var layout: StorageLayout
  /// The memory that the search may hold, in bytes.
  public var memoryBytes: Int?

  public init(layout: StorageLayout = .automatic, memoryBytes: Int? = nil) {
    self.layout = layout
    self.memoryBytes = memoryBytes
  }
}
