import PaxcheckModel
import PaxcheckStateSpace

/// The memory of a search: what the search accounts for, and what the process has besides, such as what
/// states own elsewhere and what the allocator keeps.
struct MemoryGauge {
  private let bounds: MemoryBounds
  /// What the process had besides, of the kind of each bound, when it was last measured.
  private var rests: [Int]
  private var nextMeasurement = 0

  /// The number of states found between two measurements, where the system sets no limit.
  private static let interval = 1 << 12

  /// - Parameter limit: How many bytes the process may have in memory, if that is limited.
  init(limit: Int?) {
    bounds = MemoryBounds(limit: limit)
    rests = bounds.all.map { _ in 0 }
  }

  /// Measures again, if enough happened since the last time.
  mutating func measure(states: Int, accounted: Int) {
    guard !rests.isEmpty, states >= nextMeasurement || bounds.hasSystemLimit else { return }
    nextMeasurement = states + Self.interval
    let usage = ProcessMemory.usage
    rests = bounds.all.map { max(0, (usage?[$0.kind] ?? 0) - accounted) }
  }

  /// The limit, if it would be exceeded by growing, or if the system has refused memory.
  ///
  /// - Parameters:
  ///   - accounted: The bytes that the search accounts for now.
  ///   - growth: The bytes by which it is about to grow, of the kind of each bound.
  func reason(accounted: Int, growth: (MemoryBounds.Kind) -> Int) -> UndecidedReason? {
    guard !rests.isEmpty else { return nil }
    if MemoryReserve.isUsed, let limit = SystemMemoryLimits.current.lowest {
      return .memoryLimit(limit)
    }
    for (bound, rest) in zip(bounds.all, rests)
    where accounted + growth(bound.kind) + rest > bound.limit - bound.spare {
      return .memoryLimit(bound.limit)
    }
    return nil
  }
}
