/// How the states that a search has found are kept in memory. It changes no result.
public enum StorageLayout: String, CaseIterable, Hashable, Sendable {
  /// Flat while there is plenty of memory, then whichever is smaller.
  case automatic = "auto"
  /// Each state by itself.
  case flat
  /// States as pairs of halves, each distinct half once. It needs a fraction of the memory where halves
  /// repeat, as they do in actor systems.
  case tree
}

/// A layout, and what decides about it.
public struct StorageSettings: Hashable, Sendable {
  public var layout: StorageLayout
  /// The memory that the search may hold, in bytes.
  public var memoryBytes: Int?
  /// How states are told apart if they are not kept, whatever the layout.
  public var fingerprints: Fingerprints?

  public init(
    layout: StorageLayout = .automatic, memoryBytes: Int? = nil, fingerprints: Fingerprints? = nil
  ) {
    self.layout = layout
    self.memoryBytes = memoryBytes
    self.fingerprints = fingerprints
  }
}
