/// What a sweep found out.
public struct SweepReport: Sendable {
  /// What became of a cell.
  public enum Result: Sendable {
    case searched(CheckReport)
    /// The parameters do not go together, for this reason.
    case impossible(String)
    /// A smaller cell did not come to its end.
    case skipped
    /// The sweep was over: it was stopped, or had its violation.
    case left
  }

  /// A cell of the grid.
  public struct Cell: Sendable {
    /// The values of the axes.
    public let values: [String]
    /// The parameters that make the cell, as `name=value`.
    public let assignments: [String]
    public let result: Result
    /// How many times as many states there are as with one value less on the last axis that ascends.
    public let growth: Double?
    /// How many states a cell that did not come to its end might have, if the last two cells on an axis that did
    /// grew on, with two digits; `nil` where there are no two.
    public let estimate: Int?

    /// The search of the cell, if there was one.
    public var report: CheckReport? {
      if case .searched(let report) = result { report } else { nil }
    }

    /// Whether all is as expected; `nil` if something is open, or the cell was not searched. A cell that is
    /// impossible is as expected.
    public var isAsExpected: Bool? {
      switch result {
      case .searched(let report): report.isAsExpected
      case .impossible: true
      case .skipped, .left: nil
      }
    }
  }

  public let sweep: Sweep
  public let cells: [Cell]

  /// The smallest cell that violates a claim: that with the fewest values left behind on all axes together.
  public var smallestViolation: Cell? {
    let places = zip(sweep.cells, cells).filter { $0.1.isAsExpected == false }
    return places.min { first, second in
      let sums = (first.0.reduce(0, +), second.0.reduce(0, +))
      return sums.0 == sums.1 ? first.0.lexicographicallyPrecedes(second.0) : sums.0 < sums.1
    }?.1
  }

  /// Whether all is as expected everywhere; `nil` if something is open, or no cell was possible.
  public var isAsExpected: Bool? {
    guard cells.contains(where: { $0.report != nil }) else { return nil }
    let answers = cells.map(\.isAsExpected)
    if answers.contains(false) { return false }
    return answers.contains(nil) ? nil : true
  }
}
