package import PaxcheckModel
import PaxcheckStateSpace

/// What bounds the memory of the process: the limit that was asked for, and those of the system.
package struct MemoryBounds: Sendable {
  /// A limit on one kind of memory.
  struct Bound: Sendable {
    let kind: Kind
    /// In bytes.
    let limit: Int
    /// How much of it is left to what is not counted beforehand.
    let spare: Int
  }

  enum Kind {
    case resident
    case addressSpace
    case data
  }

  let all: [Bound]
  /// Whether the system sets any of them.
  let hasSystemLimit: Bool

  /// - Parameter limit: How many bytes the process may have in memory, if that is limited.
  package init(limit: Int?) {
    let system = SystemMemoryLimits.current
    let limits = [(Kind.addressSpace, system.addressSpace), (.data, system.data)]
    all =
      [limit.map { Bound(kind: .resident, limit: $0, spare: 0) }].compactMap(\.self)
      + limits.compactMap { kind, limit in
        limit.map { Bound(kind: kind, limit: $0, spare: $0 / 16) }
      }
    hasSystemLimit = system.lowest != nil
  }

  /// The limit, if the process would exceed one by growing so many bytes.
  package func reason(growth: Int = 0) -> UndecidedReason? {
    guard !all.isEmpty, let usage = ProcessMemory.usage else { return nil }
    let bound = all.first { usage[$0.kind] + growth > $0.limit - $0.spare }
    return bound.map { .memoryLimit($0.limit) }
  }
}

extension ProcessMemory.Usage {
  subscript(kind: MemoryBounds.Kind) -> Int {
    switch kind {
    case .resident: resident
    case .addressSpace: addressSpace
    case .data: data
    }
  }
}
