public import PaxcheckModel
public import PaxcheckSearch

extension Sweep {
  /// Searches the cells one after the other. A cell is skipped where one below it, on an axis that ascends, did not
  /// come to its end.
  ///
  /// - Parameters:
  ///   - search: How to search; its limits are those of each cell.
  ///   - stopsAtFirst: Whether the first cell that violates something is the last.
  ///   - observer: Is told how far the search of a cell has come, and which cell that is.
  /// - Throws: `ModelError` if a model contradicts itself.
  public func run(
    _ search: ExhaustiveSearch, stopsAtFirst: Bool = false,
    observer: (@Sendable (String, SearchProgress) -> Void)? = nil
  ) throws(ModelError) -> SweepReport {
    var results: [[Int]: SweepReport.Result] = [:]
    var isOver = false
    for cell in cells {
      let place = place(cell)
      var search = search
      if let observer {
        let name = place.joined(separator: " ")
        search.progress = { observer(name, $0) }
      }
      let result = isOver ? .left : try result(of: cell, by: search, after: results)
      results[cell] = result
      guard case .searched(let report) = result else { continue }
      if stopsAtFirst && report.isAsExpected == false { isOver = true }
      if report.properties.contains(where: { $0.undecidedReason == .interrupted }) { isOver = true }
    }
    return SweepReport(
      sweep: self,
      cells: cells.map { cell in
        SweepReport.Cell(
          values: zip(axes, cell).map { $0.values[$1] }, assignments: fixed + place(cell),
          result: results[cell] ?? .left, growth: growth(to: cell, results),
          estimate: estimate(cell, results))
      })
  }

  private func result(
    of cell: [Int], by search: ExhaustiveSearch, after results: [[Int]: SweepReport.Result]
  ) throws(ModelError) -> SweepReport.Result {
    if predecessors(of: cell).contains(where: { results[$0].map(isOpen) ?? false }) {
      return .skipped
    }
    let instance: ModelInstance
    do throws(ArgumentError) {
      instance = try model.instance(fixed + place(cell))
    } catch {
      return .impossible("\(error)")
    }
    return .searched(try instance.check(search))
  }

  /// Whether a cell did not come to its end.
  private func isOpen(_ result: SweepReport.Result) -> Bool {
    switch result {
    case .searched(let report): !report.statistics.isComplete && report.isAsExpected == nil
    case .skipped, .left: true
    case .impossible: false
    }
  }

  /// The cells with one value less on one of the axes that ascend.
  private func predecessors(of cell: [Int]) -> [[Int]] {
    axes.indices.filter { axes[$0].ascends }.compactMap { predecessor(of: cell, on: $0) }
  }

  private func predecessor(of cell: [Int], on axis: Int) -> [Int]? {
    guard cell[axis] > 0 else { return nil }
    var cell = cell
    cell[axis] -= 1
    return cell
  }

  private func states(_ cell: [Int]?, _ results: [[Int]: SweepReport.Result]) -> Int? {
    guard let cell, case .searched(let report)? = results[cell], report.statistics.isComplete
    else { return nil }
    return report.statistics.uniqueStates
  }

  private func growth(to cell: [Int], _ results: [[Int]: SweepReport.Result]) -> Double? {
    guard let axis = axes.indices.last(where: { axes[$0].ascends && cell[$0] > 0 }),
      let states = states(cell, results),
      let before = self.states(predecessor(of: cell, on: axis), results), before > 0
    else { return nil }
    return Double(states) / Double(before)
  }

  private func estimate(_ cell: [Int], _ results: [[Int]: SweepReport.Result]) -> Int? {
    guard states(cell, results) == nil else { return nil }
    for axis in axes.indices where axes[axis].ascends {
      var cell = cell
      var steps = 0
      while let before = predecessor(of: cell, on: axis) {
        (cell, steps) = (before, steps + 1)
        guard let last = states(cell, results) else { continue }
        guard let first = states(predecessor(of: cell, on: axis), results), first > 0 else { break }
        let estimate = (0..<steps).reduce(Double(last)) { states, _ in
          states * Double(last) / Double(first)
        }
        if estimate < 1e15 { return rounded(Int(estimate)) }
        break
      }
    }
    return nil
  }

  /// A number with two digits that are not 0.
  private func rounded(_ number: Int) -> Int {
    var (digits, unit) = (number, 1)
    while digits >= 100 { (digits, unit) = (digits / 10, unit * 10) }
    return digits * unit
  }
}
