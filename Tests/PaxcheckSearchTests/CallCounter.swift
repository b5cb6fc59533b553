import Synchronization

/// Counts how often it was asked: a way to write a model that is not deterministic.
final class CallCounter: Sendable {
  private let count = Atomic<Int>(0)

  /// The number of calls before this one.
  func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}
