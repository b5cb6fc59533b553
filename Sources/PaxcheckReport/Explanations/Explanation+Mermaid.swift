package import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

extension Explanation {
  /// The behaviour as a diagram in the language of Mermaid, which renders in pull requests.
  ///
  /// A model that passes no messages becomes a flow chart of its steps and their differences.
  package var mermaid: String {
    (participants.isEmpty ? flowChart : sequenceDiagram).joined(separator: "\n") + "\n"
  }

  private var sequenceDiagram: [String] {
    let everybody = participants.count == 1 ? "p0" : "p0,p\(participants.count - 1)"
    var lines = ["sequenceDiagram", "  autonumber"]
    lines += participants.enumerated().map { "  participant p\($0) as \($1.mermaidEscaped)" }
    let note = "  Note over \(everybody): \(outcome.mermaidEscaped)"
    if decision == 0, trace.loopStart == nil { lines.append(note) }
    for step in steps {
      if step.number - 1 == trace.loopStart { lines.append("  loop for ever") }
      if let details = step.details { lines.append("  " + arrow(of: details, among: everybody)) }
      for event in step.recorded {
        lines.append("  Note over p\(step.details?.place ?? 0): \(event.mermaidEscaped)")
      }
      if step.number == decision, trace.loopStart == nil { lines.append(note) }
    }
    if trace.loopStart != nil { lines += ["  end", note] }
    return lines
  }

  private func arrow(of details: StepDetails, among everybody: String) -> String {
    let label = details.label.mermaidEscaped
    guard let number = details.place else { return "Note over \(everybody): \(label)" }
    let place = "p\(number)"
    switch (details.sort, details.message) {
    case (.delivery, let message?): return "p\(message.source)->>\(place): \(label)"
    case (.loss, let message?): return "p\(message.source)--x\(place): lost: \(label)"
    case (.crash, _), (.recovery, _), (.amnesia, _): return "\(place)-x\(place): \(label)"
    default: return "\(place)->>\(place): \(details.sort.name) \(label)"
    }
  }

  private var flowChart: [String] {
    var lines = ["flowchart TD", "  s0([\"start\"])"]
    for step in steps {
      let changes = step.changes.map(\.description.mermaidEscaped).joined(separator: "<br/>")
      let shape = step.number == decision ? ("[[", "]]") : ("[", "]")
      let node =
        "s\(step.number)\(shape.0)\"\(changes.isEmpty ? "nothing changes" : changes)\"\(shape.1)"
      lines.append(
        "  s\(step.number - 1) -->|\"\(step.number). \(step.action.mermaidEscaped)\"| \(node)")
    }
    if let start = trace.loopStart {
      lines.append("  s\(steps.count) -.->|\"for ever\"| s\(start)")
    }
    lines.append("  s\(decision ?? steps.count) --- verdict{{\"\(outcome.mermaidEscaped)\"}}")
    return lines
  }
}

extension String {
  /// The text with everything as a character code that Mermaid or Markdown could take for its own.
  ///
  /// The word "end" closes a block wherever it stands, so one of its letters is a code, too.
  var mermaidEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      if "#;%<>\"`&{}[]\\|$*_~".unicodeScalars.contains(scalar) {
        escaped += "#\(scalar.value);"
      } else if scalar.properties.generalCategory == .control {
        escaped += " "
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.replacing(/\b(?i)(en)d\b/) { "\($0.output.1)#100;" }
  }
}
