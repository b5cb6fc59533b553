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
