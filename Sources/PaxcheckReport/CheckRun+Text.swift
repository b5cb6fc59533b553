import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckTrace

extension CheckRun {
  /// The report for people. Everything but the last line depends on the question alone.
  ///
  /// - Parameters:
  ///   - style: Whether text has colours, and how wide it may be.
  ///   - isVerbose: Whether all parameters are listed, examples are shown like counterexamples, and figures
  ///     of the engine.
  public func text(_ style: TextStyle = .plain, isVerbose: Bool = false) -> String {
    let shown = report.properties.filter { $0.isAsExpected == false || isVerbose }
    let paragraphs =
      [title(style), verdicts(style), totals, report.reductions.text, warnings(style)]
      + shown.map { evidence(for: $0, style) }
      + (isVerbose ? [parameters(style), actionCounts(style), engineFigures(style)] : [])
      + [costs(style)]
    return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func title(_ style: TextStyle) -> String {
    let model = ModelReference(brief: report.model, report.arguments).description
    return "\(style.apply(.bold, to: model)), \(method)\n"
  }

  private func verdicts(_ style: TextStyle) -> String {
    var table = TextTable(
      ("property", .left), ("expectation", .left), ("verdict", .left), ("steps", .right))
    for property in report.properties {
      table.add(
        .init(property.claim.name), .init(property.claim.expectation.rawValue),
        property.verdictCell,
        .init(property.steps.map { $0.grouped } ?? "-"))
    }
    return table.isEmpty ? "  no property is claimed\n" : table.text(style)
  }

  private func warnings(_ style: TextStyle) -> String {
    report.warnings.map { "\(style.apply(.yellow, to: "warning")): \($0)\n" }.joined()
  }

  private var totals: String {
    let statistics = report.statistics
    var parts: [String] = []
    if seed == nil {
      parts.append(statistics.uniqueStates.counted("unique state"))
    } else {
      parts.append(statistics.runs.counted("random run"))
    }
    parts.append("\(statistics.generatedStates.grouped) generated")
    parts.append("depth \(statistics.maxDepth.grouped)")
    if seed == nil || stoppedAtFirst { parts.append(scope) }
    if statistics.boundaryCuts > 0 {
      parts.append("\(statistics.boundaryCuts.counted("successor")) beyond the boundary")
    }
    return parts.joined(separator: ", ") + "\n"
  }

  /// How much of the space was looked at.
  private var scope: String {
    if report.statistics.isComplete { return "complete" }
    if stoppedAtFirst { return UndecidedReason.firstViolation.description }
    return report.properties.allSatisfy { $0.isAsExpected != nil }
      ? "stopped when every property was decided" : "incomplete"
  }

  /// Whether the search was over as soon as something was violated.
  private var stoppedAtFirst: Bool {
    report.properties.contains { $0.undecidedReason == .firstViolation }
  }

  /// What shows that a verdict is right, and how to see it again.
  private func evidence(for property: PropertyReport, _ style: TextStyle) -> String {
    let name = style.apply(.bold, to: property.claim.name)
    guard let trace = property.trace else {
      guard property.isAsExpected == false else { return "" }
      return "\(name): no reachable state is an example of it\n"
    }
    let ending = property.claim.expectation.kind.ending(
      afterSteps: trace.steps.count, loopStart: trace.loopStart,
      stays: property.fairness?.starved.isEmpty == false)
    let explanation = property.diagnosis?.headline ?? ending
    let steps = trace.steps.enumerated().map { index, step in
      let marker = index == trace.loopStart ? "  the loop begins:\n" : ""
      return "\(marker)  \(index < 9 ? " " : "")\(index + 1). \(step)\n"
    }
    return "\(name): \(trace.steps.count.counted("step")); \(explanation)\n"
      + steps.joined() + fairness(of: property) + details(of: property) + commands(for: property)
  }

  /// Why a behaviour that goes on for ever counts.
  private func fairness(of property: PropertyReport) -> String {
    let lines = property.fairness?.lines.flatMap { $0.split(separator: "\n") } ?? []
    return lines.map { "  \($0)\n" }.joined()
  }

  /// What there is to be said about the deciding state, between empty lines.
  private func details(of property: PropertyReport) -> String {
    let lines = property.diagnosis?.details ?? []
    return lines.isEmpty
      ? "" : "\n" + lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined() + "\n"
  }

  /// How to take the steps of a trace again, and how to have them explained.
  private func commands(for property: PropertyReport) -> String {
    if let file = traceFiles[property.claim.name]?.shellQuoted {
      return "  replay: \(program) replay \(file)\n  explain: \(program) show \(file)\n"
    }
    let names = report.properties.map(\.claim.name)
    let name = zip(names, Trace.fileNames(of: names)).first { $0.0 == property.claim.name }?.1 ?? ""
    return "  save it for '\(program) replay': \(commandLine) --save-traces traces\n"
      + "  then explain it: \(program) show \("traces/\(report.model)/\(name)".shellQuoted)\n"
  }

  private func parameters(_ style: TextStyle) -> String {
    var table = TextTable(("parameter", .left), ("value", .left))
    for (name, value) in report.arguments.all { table.add(.init(name), .init(value)) }
    return table.isEmpty ? "" : table.text(style)
  }

  private func actionCounts(_ style: TextStyle) -> String {
    var table = TextTable(("action", .left), ("steps", .right))
    for (action, count) in report.statistics.actionCounts.sorted(by: { $0.key < $1.key }) {
      table.add(.init(action), .init(count.grouped))
    }
    return table.isEmpty ? "" : table.text(style)
  }

  private func engineFigures(_ style: TextStyle) -> String {
    var table = TextTable(("engine", .left), ("figure", .right))
    for (name, figure) in report.statistics.engineFigures.sorted(by: { $0.key < $1.key }) {
      table.add(.init(name), .init(figure.grouped))
    }
    return table.isEmpty ? "" : table.text(style)
  }

  private func costs(_ style: TextStyle) -> String {
    let line =
      "\(elapsed.secondsText) s on \(threads.counted("thread")), "
      + "\(peakMemoryBytes.bytesText) of memory at most"
    return style.apply(.faint, to: line) + "\n"
  }
}

extension PropertyReport {
  /// The verdict, in capitals where there is trouble.
  var verdictCell: TextTable.Cell {
    let reason = undecidedReason.map { ": \($0)" } ?? ""
    return switch isAsExpected {
    case true?: .init(qualifiedVerdict, .green)
    case false?: .init((diagnosis?.violation ?? verdict).uppercased(), .red)
    case nil: .init(verdict.uppercased() + reason, .yellow)
    }
  }
}
