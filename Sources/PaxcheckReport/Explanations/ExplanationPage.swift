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
    let kind = trace.expectation == .sometimes ? "good" : "bad"
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
      <figure>\(explanation.svg)</figure>
      <aside>
      <nav>
      <button data-go="first" title="to the beginning (Home)">|◀</button>
      <button data-go="back" title="one step back (←)">◀</button>
      <output>0 of \(explanation.steps.count)</output>
      <button data-go="on" title="one step on (→)">▶</button>
      <button data-go="last" title="to the end (End)">▶|</button>
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
      \(rest(explanation.moments[0], isOpen: true))</section>
      """
    return [start] + explanation.steps.map(section)
  }

  private func section(for step: Explanation.Step) -> String {
    var parts = ["<h2>\("\(step.number). \(step.action)".xmlEscaped)</h2>"]
    if step.number == explanation.decision {
      let kind = explanation.trace.expectation == .sometimes ? "good" : "bad"
      let reason = explanation.reason.map { ": \($0)" } ?? ""
      parts.append(
        "<p class=\"verdict \(kind)\">\("\(explanation.outcome)\(reason)".xmlEscaped)</p>")
    }
    if let origin = step.sentIn {
      parts.append(
        "<p>Sent \(origin == 0 ? "before the first step" : "in step \(link(origin))").</p>")
    }
    parts.append(changes(step.changes))
    parts.append(list("Sent", step.anatomy?.sent.map(\.description) ?? []))
    parts.append(list("Recorded in the history", step.recorded))
    if !step.causes.isEmpty {
      parts.append("<p>Depends on step \(step.causes.map(link).joined(separator: ", ")).</p>")
    }
    parts.append(rest(explanation.moments[step.number], isOpen: false))
    return """
      <section class="moment" id="step-\(step.number)">
      \(parts.filter { !$0.isEmpty }.joined(separator: "\n"))
      </section>
      """
  }

  private func link(_ step: Int) -> String { "<a href=\"#step-\(step)\">\(step)</a>" }

  private func changes(_ changes: [StateDifference.Change]) -> String {
    guard !changes.isEmpty else { return "<p>Nothing else changes.</p>" }
    let rows = changes.map { change in
      "<tr><th>\(change.place.xmlEscaped)</th><td><del>\((change.old ?? "").xmlEscaped)</del> "
        + "<ins>\((change.new ?? "").xmlEscaped)</ins></td></tr>"
    }
    return "<h3>What changed</h3><table>\(rows.joined())</table>"
  }

  private func rest(_ moment: Explanation.Moment, isOpen: Bool) -> String {
    let lines = moment.listing.lines.map {
      "<tr><th>\($0.place.xmlEscaped)</th><td>\($0.value.xmlEscaped)</td></tr>"
    }
    let network =
      explanation.participants.isEmpty
      ? ""
      : moment.messages.isEmpty
        ? "<h3>On the network</h3><p>nothing</p>"
        : list("On the network", moment.messages.map(\.description))
    return network
      + "<details\(isOpen ? " open" : "")><summary>The whole state</summary>"
      + "<table>\(lines.joined())</table></details>"
  }

  private func list(_ title: String, _ items: [String]) -> String {
    guard !items.isEmpty else { return "" }
    let rows = items.map { "<li>\($0.xmlEscaped)</li>" }
    return "<h3>\(title)</h3><ul>\(rows.joined())</ul>"
  }
}
