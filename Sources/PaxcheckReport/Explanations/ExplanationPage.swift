package import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

/// One page about a behaviour that needs no network: the drawing, and for each step what it changed
/// and what is on its way after it.
package struct ExplanationPage {
  private let explanation: Explanation

  package init(_ explanation: Explanation) { self.explanation = explanation }

  package var html: String {
    let trace = explanation.trace
    let kind = trace.expectation.kind.asksForExample ? "good" : "bad"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(explanation.outcome.xmlEscaped)</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <header>
      <h1>\(trace.model.name.xmlEscaped)</h1>
      <p class="verdict \(kind)">\(trace.expectation.rawValue) \
      \(explanation.outcome.xmlEscaped) in \(explanation.steps.count.counted("step"))</p>
      <details><summary>Parameters</summary>\
      <p class="fact">\(trace.model.description.xmlEscaped)</p></details>
      \(explanation.conclusions.map { "<p class=\"fact\">\($0.xmlEscaped)</p>" }.joined())
      </header>
      <main>
      <figure tabindex="0" aria-label="The behaviour as a drawing">\(explanation.svg)</figure>
      <aside>
      <nav aria-label="Steps">
      <button data-go="first" title="to the beginning (Home)" aria-label="to the beginning">|◀</button>
      <button data-go="back" title="one step back (←)" aria-label="one step back">◀</button>
      <output>0 of \(explanation.steps.count)</output>
      <button data-go="on" title="one step on (→)" aria-label="one step on">▶</button>
      <button data-go="last" title="to the end (End)" aria-label="to the end">▶|</button>
      </nav>
      \(sections.joined(separator: "\n"))
      </aside>
      </main>
      <script>
      \(PageStyle.timeTravel)
      </script>
      </body>
      </html>

      """
  }

  private var sections: [String] {
    let start = """
      <section class="moment" id="step-0"><h2>The beginning</h2>
      <p class="fact">← and → go from step to step, Home and End to the ends; a click in the drawing goes
      to that step.</p>
      \(state(after: 0))</section>
      """
    return [start] + explanation.steps.map(section)
  }

  private func section(for step: Explanation.Step) -> String {
    var parts = ["<h2>\("\(step.number). \(step.action)".xmlEscaped)</h2>"]
    if step.number == explanation.decision {
      let kind = explanation.trace.expectation.kind.asksForExample ? "good" : "bad"
      let reason = explanation.diagnosis.map { ": \($0.headline)" } ?? ""
      parts.append(
        "<p class=\"verdict \(kind)\">\("\(explanation.outcome)\(reason)".xmlEscaped)</p>")
      parts.append(explanation.diagnosis?.html ?? "")
    }
    if let origin = step.sentIn {
      parts.append(
        "<p>Sent \(origin == 0 ? "before the first step" : "in step \(link(origin))").</p>")
    }
    parts.append(list("What changed", step.changes.map(\.description)))
    parts.append(list("Sent", step.details?.sent.map(\.description) ?? []))
    parts.append(list("Recorded in the history", step.recorded))
    if !step.causes.isEmpty {
      parts.append("<p>Depends on step \(step.causes.map(link).joined(separator: ", ")).</p>")
    }
    parts.append(state(after: step.number))
    return """
      <section class="moment" id="step-\(step.number)">
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      </section>
      """
  }

  private func link(_ step: Int) -> String { "<a href=\"#step-\(step)\">\(step)</a>" }

  /// The state after some steps: a table for each participant, and one for the network.
  private func state(after step: Int) -> String {
    var tables = explanation.tables(after: step).map(\.html)
    if !explanation.participants.isEmpty {
      tables.append(explanation.network(after: step).html)
    }
    return "<h3>The state</h3>\(tables.joined(separator: "\n"))"
  }

  private func list(_ title: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    let rows = items.map { "<li>\($0.xmlEscaped)</li>" }
    return "<h3>\(title)</h3><ul>\(rows.joined())</ul>"
  }
}
