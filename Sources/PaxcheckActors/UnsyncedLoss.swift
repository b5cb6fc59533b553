import PaxcheckModel

/// What a crash does to writes that were not synced.
public struct UnsyncedLoss: Hashable, Sendable {
  /// A write that is not kept as a whole.
  struct Write: Hashable, Sendable {
    /// Its place among the writes that were not synced, in the order of writing.
    let place: Int
    /// `nil` for storage that is a single value.
    let cell: ErasedValue?
    let isTorn: Bool
  }

  /// In the order of writing; the first of them may be torn.
  let writes: [Write]

  init(_ writes: [Write]) { self.writes = writes }

  /// All writes are kept.
  public static var nothing: Self { Self([]) }

  /// The last write is lost to storage that is a single value.
  public static var unsyncedWrite: Self { Self([Write(place: 0, cell: nil, isTorn: false)]) }

  /// The last write is torn, to storage that is a single value.
  public static var tornWrite: Self { Self([Write(place: 0, cell: nil, isTorn: true)]) }

  /// Whether all writes are kept, and none is torn.
  public var isNothing: Bool { writes.isEmpty }

  /// How many writes are lost, without the one that is torn.
  public var lostCount: Int { writes.count { !$0.isTorn } }

  /// Whether a write is torn.
  public var isTearing: Bool { writes.contains(where: \.isTorn) }
}

extension UnsyncedLoss: CustomStringConvertible {
  /// `losing its unsynced writes to log, index`; empty if nothing is lost.
  public var description: String {
    let lost = writes.filter { !$0.isTorn }
    guard let torn = writes.first(where: \.isTorn) else {
      return lost.isEmpty ? "" : "losing its unsynced write\(target(of: lost))"
    }
    let tearing = "tearing its unsynced write\(target(of: [torn]))"
    let rest = lost.count == 1 ? "the later one" : "the later ones"
    return lost.isEmpty ? tearing : "\(tearing), losing \(rest)\(target(of: lost, isPlural: false))"
  }

  private func target(of writes: [Write], isPlural: Bool = true) -> String {
    let cells = writes.compactMap(\.cell).map(\.description).joined(separator: ", ")
    return (isPlural && writes.count > 1 ? "s" : "") + (cells.isEmpty ? "" : " to \(cells)")
  }

  /// What follows the word for a crash in the text of a step.
  var suffix: String { isNothing ? "" : ", \(self)" }
}
