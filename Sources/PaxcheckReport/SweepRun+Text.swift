import PaxcheckCatalogue
import PaxcheckModel

extension SweepRun {
  /// The report for people. Everything but the last line depends on the question alone, unless a search was stopped
  /// by a limit of time or memory.
  public func text(_ style: TextStyle = .plain) -> String {
    let cells = report.cells.count.counted("size")
    return [
      "\(style.apply(.bold, to: title)) at \(cells)\n", table(style), conclusion,
      style.apply(.faint, to: "\(elapsed.secondsText) s on \(threads.counted("thread"))") + "\n",
    ].joined(separator: "\n")
  }

  private func table(_ style: TextStyle) -> String {
    let names = report.sweep.axes.map { (title: $0.parameter, alignment: TextTable.Alignment.left) }
    var table = TextTable(
      names + [
        ("unique", .right), ("generated", .right), ("depth", .right), ("growth", .right),
        ("verdict", .left),
      ])
    for cell in report.cells {
      let statistics = cell.report?.statistics
      let figures = [
        statistics?.uniqueStates.grouped, statistics?.generatedStates.grouped,
        statistics?.maxDepth.grouped, cell.growth.map(times),
      ]
      table.add(
        cell.values.map { .init($0) } + figures.map { .init($0 ?? "-") } + [verdict(of: cell)])
    }
    return table.text(style)
  }

  /// A ratio to two digits: `1.9×`, `72×`.
  private func times(_ ratio: Double) -> String {
    let tenths = Int((ratio * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10)×" : "\(Int(ratio.rounded()).grouped)×"
  }

  func verdict(of cell: SweepReport.Cell) -> TextTable.Cell {
    let estimate = cell.estimate.map { "; about \($0.grouped) states if it grows on" } ?? ""
    switch cell.result {
    case .impossible(let reason): return .init("not possible: \(reason)", .faint)
    case .skipped:
      return .init("not searched, since a smaller one was cut short\(estimate)", .yellow)
    case .left: return .init("not searched", .yellow)
    case .searched(let report):
      let wrong = report.properties.filter { $0.isAsExpected == false }
      if let first = wrong.first {
        let steps = first.steps.map { ", \($0.counted("step"))" } ?? ""
        let more = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
        return .init("\(first.verdict.uppercased()): \(first.claim.name)\(steps)\(more)", .red)
      }
      guard report.isAsExpected == nil else { return .init("as claimed", .green) }
      let reasons = report.properties.compactMap(\.undecidedReason?.description)
      return .init("UNDECIDED: \(reasons.first ?? "nothing is claimed")\(estimate)", .yellow)
    }
  }

  private var conclusion: String {
    guard let cell = report.smallestViolation else {
      return "no size that was searched violates a claim\n"
    }
    return "the smallest size that violates a claim: \(place(cell))\n"
      + "  \(commandLine(cell))\n"
  }
}
