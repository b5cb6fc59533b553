import PaxcheckCatalogue
import PaxcheckModel

extension AuditRun {
  /// The report for people. Only durations depend on more than the question.
  public func text(_ style: TextStyle = .plain) -> String {
    [
      title(style), mutations(style), complaints(style), promises(style), properties(style),
      actions(style), figures, standstill(style), audit.report.reductions.text, warnings(style),
      conclusion(style),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func title(_ style: TextStyle) -> String {
    "\(style.apply(.bold, to: audit.model)): would a mistake be noticed"
      + "\(method.map { " by \($0)" } ?? "")?\n"
  }

  private func mutations(_ style: TextStyle) -> String {
    var table = TextTable(
      ("mutation", .left), ("outcome", .left), ("by", .left), ("steps", .right),
      (method == nil ? "states" : "runs", .right), ("seconds", .right), ("at", .left))
    for item in audit.cases {
      table.add(
        .init(item.mutation.name), item.cell, .init(item.property),
        .init(item.steps.map { $0.grouped } ?? "-"),
        .init(amount(item.evidence.statistics).grouped), .init(item.elapsed.secondsText),
        .init(item.mutation.place.isEmpty ? "-" : item.mutation.place))
    }
    return table.isEmpty ? "  no mutation is declared: nothing can be said\n" : table.text(style)
  }

  /// What is not as it should be, and how to look at it.
  private func complaints(_ style: TextStyle) -> String {
    var lines: [String] = []
    if audit.report.isUnrefuted == false {
      lines += ["the model itself is at fault", "  \(commandLine())"]
    }
    for item in audit.cases {
      guard let complaint = item.complaint, item.undecidedReason != .interrupted else { continue }
      lines += [
        "\(style.apply(.bold, to: item.mutation.name)) \(item.finding.rawValue): \(complaint)",
        "  \(commandLine(item.mutation))",
      ]
    }
    return lines.map { "\($0)\n" }.joined()
  }

  /// The mutants that do not keep what the sound model promises.
  private func promises(_ style: TextStyle) -> String {
    audit.cases.compactMap { item in
      item.secondOpinion?.unkeptPromise.map { promise in
        "\(style.apply(.bold, to: item.mutation.name)) is judged with all messages kept: "
          + "\(promise.summary)\n"
      }
    }.joined()
  }

  /// How much was looked at.
  private func amount(_ statistics: SearchStatistics) -> Int {
    method == nil ? statistics.uniqueStates : statistics.runs
  }

  private func properties(_ style: TextStyle) -> String {
    var table = TextTable(
      ("property", .left), ("expectation", .left), ("verdict", .left), ("broken by", .left))
    for property in audit.properties {
      table.add(
        .init(property.claim.name), .init(property.claim.expectation.rawValue),
        property.verdictCell, risk(of: property.claim))
    }
    return table.text(style)
  }

  /// Whether every mutant was searched to its end, for every property.
  private var isExhausted: Bool {
    !audit.stopsWhenCaught && audit.cases.allSatisfy(\.mutant.statistics.isComplete)
  }

  private func risk(of claim: Claim) -> TextTable.Cell {
    let mutations = audit.mutations(breaking: claim.name).count
    if mutations > 0 { return .init(mutations.counted("mutation")) }
    if audit.cases.isEmpty { return .init("-") }
    if audit.needsNoMessages(claim) { return .init("as expected without any message", .yellow) }
    return claim.expectation.kind.asksForExample
      ? .init("0 mutations")
      : isExhausted
        ? .init("no mutation: never at risk", .yellow) : .init("no mutation so far", .yellow)
  }

  private func actions(_ style: TextStyle) -> String {
    var table = TextTable(("action", .left), ("steps", .right))
    for (action, count) in audit.report.statistics.actionCounts.sorted(by: { $0.key < $1.key }) {
      table.add(.init(action), .init(count.grouped))
    }
    for action in audit.actionsElsewhere {
      table.add(.init(action), .init("none at the default parameters", .yellow))
    }
    for action in audit.actionsNowhere {
      table.add(.init(action), .init("none: whoever it comes to ignores it", .yellow))
    }
    return table.isEmpty ? "" : table.text(style)
  }

  private var figures: String {
    let statistics = audit.report.statistics
    let amount = amount(statistics).counted(method == nil ? "unique state" : "random run")
    var parts = ["at the default parameters: \(amount)"]
    parts.append("\(statistics.boundaryCuts.counted("successor")) cut off by the boundary")
    if let hits = audit.memoHits {
      let percent = hits.numerator * 100 / hits.denominator
      parts.append("\(percent) % of the steps without a call of a handler")
    }
    return parts.joined(separator: ", ") + "\n"
  }

  /// Where the model ends without a claim that says whether it may.
  private func standstill(_ style: TextStyle) -> String {
    guard let steps = audit.standstill?.steps else { return "" }
    let note =
      "nothing more can happen after \(steps.counted("step")), and no at-end property says whether "
      + "that is meant"
    return note.wrapped(to: style.width).map { "\($0)\n" }.joined()
      + "  \(commandLine()) --deadlock\n"
  }

  private func warnings(_ style: TextStyle) -> String {
    audit.report.warnings.map { "\(style.apply(.yellow, to: "warning")): \($0)\n" }.joined()
  }

  /// How far mutants were searched.
  private var extent: String {
    guard audit.stopsWhenCaught else { return "each mutant was searched to the end" }
    return method == nil
      ? "each mutant was searched until it was caught; --all goes on"
      : "each mutant was run until it was caught"
  }

  private func conclusion(_ style: TextStyle) -> String {
    func count(_ finding: AuditReport.Finding) -> Int {
      audit.cases.count { $0.finding == finding }
    }
    let costs = style.apply(
      .faint, to: "\(elapsed.secondsText) s on \(threads.counted("thread"))")
    guard !audit.cases.isEmpty else { return "\(costs)\n" }
    let bugs = audit.cases.count { $0.mutation.property != nil }
    var line = "\(count(.caught)) of \(bugs.counted("bug")) caught, \(count(.missed)) missed"
    line += "; \(count(.passed)) of \(audit.cases.count - bugs) harmless changes passed"
    if count(.falseAlarm) > 0 { line += "; \(count(.falseAlarm).counted("false alarm"))" }
    if count(.undecided) > 0 { line += "; \(count(.undecided)) undecided" }
    if audit.cases.contains(where: { $0.undecidedReason == .interrupted }) {
      line += ", because the audit was interrupted"
    }
    let again = audit.cases.count { $0.secondOpinion != nil }
    if again > 0 {
      line +=
        "\n\(again.counted("mutant")) asked again with the messages kept that receivers promise to "
      line += "ignore for ever"
    }
    return "\(line)\n\(extent)\n\(costs)\n"
  }
}

extension AuditReport.Case {
  /// The property that caught the mutant, or was to catch it.
  var property: String { mutation.property ?? broken.first?.claim.name ?? "-" }

  /// How many steps show what is wrong with the mutant.
  var steps: Int? { evidence[property]?.isAsExpected == false ? evidence[property]?.steps : nil }

  fileprivate var cell: TextTable.Cell {
    switch isAsExpected {
    case true?: .init(finding.rawValue, .green)
    case false?: .init(finding.rawValue.uppercased(), .red)
    case nil: .init(finding.rawValue.uppercased(), .yellow)
    }
  }
}
