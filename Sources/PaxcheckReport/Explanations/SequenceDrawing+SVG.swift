package import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

extension Explanation {
  /// The behaviour as an image that needs nothing else: time runs downwards, and a message is a line
  /// from where it was sent to where it arrived.
  package var svg: String { SequenceDrawing(self).svg }
}

extension SequenceDrawing {
  var svg: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
    height="\(height)" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12">
    <title>\(title.xmlEscaped)</title>
    <style>\(Self.style)</style>
    <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
    orient="auto-start-reverse"><path class="head" d="M0 0.5 L8 4 L0 7.5 z"/></marker></defs>
    <rect class="paper" width="\(width)" height="\(height)"/>
    \((rows + lanes + marks + explanation.steps.map(element)).joined(separator: "\n"))
    </svg>

    """
  }

  private var title: String {
    let model = explanation.title.description
    return explanation.decision == nil ? model : "\(explanation.outcome): \(model)"
  }

  /// What lies behind a step, to be chosen by a click and shown when it is.
  private var rows: [String] {
    (0...explanation.steps.count).map { step in
      let top = step == 0 ? 0 : y(step) - Self.rowHeight / 2
      let height = step == 0 ? y(1) - Self.rowHeight / 2 : Self.rowHeight
      let isDeciding = step == explanation.decision && step > 0
      let kind =
        isDeciding ? (explanation.trace.expectation.kind.asksForExample ? " good" : " bad") : ""
      return """
        <rect class="row\(kind)" data-step="\(step)" y="\(top)" width="\(width)" \
        height="\(height)"/>
        """
    }
  }

  private var lanes: [String] {
    guard !explanation.participants.isEmpty else {
      return [line("lane", x(0), y(0), x(0), height - 4)]
    }
    return explanation.participants.enumerated().flatMap { index, name in
      let number = name.prefix { $0.isNumber }
      let word = name.drop { $0.isNumber }.drop { $0 == " " }
      let room = Int(Double(laneWidth - 4) / 6.1)
      var parts = [
        """
        <text class="number" x="\(x(index))" y="17">\(String(number).xmlEscaped)</text>\
        <text class="name" x="\(x(index))" y="32">\
        \(String(word).shortened(to: room).xmlEscaped)<title>\(name.xmlEscaped)</title></text>
        """,
        line("lane", x(index), y(0), x(index), height - 4),
      ]
      parts += crashes(of: index).map {
        line("crashed", x(index), y($0.lowerBound), x(index), y($0.upperBound))
      }
      return parts
    }
  }

  /// The point of no return and the beginning of a loop.
  private var marks: [String] {
    var marks: [String] = []
    if case .after(let step, _)? = explanation.pointOfNoReturn, step > 0,
      step <= explanation.steps.count
    {
      let middle = y(step) - Self.rowHeight / 2
      marks.append(line("return", 0, middle, width, middle))
      marks.append(
        """
        <text class="mark" x="\(textX)" y="\(middle - 3)">point of no return</text>
        """)
    }
    if let start = explanation.trace.loopStart {
      let (top, bottom) = (y(start + 1) - 10, y(explanation.steps.count) + 8)
      marks.append(
        """
        <path class="loop" d="M10 \(bottom) H4 V\(top) H10" marker-end="url(#head)">\
        <title>the loop</title></path>
        """)
    }
    return marks
  }

  private func element(for step: Explanation.Step) -> String {
    let label = Self.label(of: step)
    let place = step.details?.place ?? 0
    return """
      <g class="step \(step.details?.sort.name ?? "other")" data-step="\(step.number)">\
      <title>\("\(step.number). \(step.action)".xmlEscaped)</title>\
      \(arrow(of: step))\(symbol(for: step, x(place), y(step.number)))\
      <text class="label" x="\(textX)" y="\(y(step.number) + 4)">\
      <tspan class="count">\(step.number).</tspan> \(label.xmlEscaped)</text></g>
      """
  }

  private func arrow(of step: Explanation.Step) -> String {
    guard let message = step.details?.message else { return "" }
    let (x1, y1) = (x(message.source), y(step.sentIn ?? 0))
    let (x2, y2) = (x(message.destination), y(step.number))
    guard x1 != x2 else {
      return """
        <path class="message" d="M\(x1) \(y1) C\(x1 + 26) \(y1) \(x2 + 26) \(y2) \(x2 + 5) \(y2)" \
        marker-end="url(#head)"/>
        """
    }
    guard step.details?.sort == .delivery else {
      return line("message", x1, y1, x2 + (x1 - x2) / 5, y2 + (y1 - y2) / 5)
    }
    return line("message", x1, y1, x2 + (x1 < x2 ? -4 : 4), y2, " marker-end=\"url(#head)\"")
  }

  private func symbol(for step: Explanation.Step, _ x: Int, _ y: Int) -> String {
    func cross(_ x: Int, _ y: Int) -> String {
      "<path class=\"cross\" d=\"M\(x - 5) \(y - 5) l10 10 M\(x + 5) \(y - 5) l-10 10\"/>"
    }
    switch step.details?.sort {
    case .loss:
      guard let message = step.details?.message else { return "" }
      let (x1, y1) = (self.x(message.source), self.y(step.sentIn ?? 0))
      return cross(x + (x1 - x) / 5, y + (y1 - y) / 5)
    case .crash, .amnesia: return cross(x, y)
    case .partition: return line("cut", self.x(0) - 12, y, textX - 12, y)
    case .timeout, .choice:
      return "<path class=\"dot\" d=\"M\(x) \(y - 6) l6 6 l-6 6 l-6 -6 z\"/>"
    case .delivery, .recovery, nil: return "<circle class=\"dot\" cx=\"\(x)\" cy=\"\(y)\" r=\"4\"/>"
    }
  }

  private func line(
    _ kind: String, _ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ more: String = ""
  ) -> String {
    "<line class=\"\(kind)\" x1=\"\(x1)\" y1=\"\(y1)\" x2=\"\(x2)\" y2=\"\(y2)\"\(more)/>"
  }

  private static let style = """
    .paper { fill: var(--paper, #ffffff) } .row { fill: transparent }
    .row.bad { fill: var(--bad-row, #fde8e8) } .row.good { fill: var(--good-row, #e2f5e6) }
    .row.now { stroke: var(--accent, #2f6fbf); stroke-width: 1.5; fill: var(--now, #e8f1fc) }
    .number { fill: var(--ink, #1b1f24); font-weight: 700; font-size: 14px; text-anchor: middle }
    .name { fill: var(--faint, #66707c); font-size: 10px; text-anchor: middle }
    .lane { stroke: var(--lane, #cbd2d9); stroke-width: 1.5 }
    .cut { stroke: var(--bad, #c01818); stroke-width: 1.5; stroke-dasharray: 7 4 }
    .crashed { stroke: var(--paper, #ffffff); stroke-width: 3; stroke-dasharray: 4 4 }
    .message { stroke: var(--accent, #2f6fbf); stroke-width: 1.6; fill: none }
    .loss .message { stroke-dasharray: 5 4; stroke: var(--faint, #66707c) }
    .head { fill: var(--accent, #2f6fbf) } .dot { fill: var(--ink, #1b1f24) }
    .timeout .dot { fill: var(--timer, #b36b00) } .choice .dot { fill: var(--choice, #7c4dbd) }
    .recovery .dot { fill: var(--good, #1a7f37) }
    .cross { stroke: var(--bad, #c01818); stroke-width: 2.5; fill: none }
    .label { fill: var(--ink, #1b1f24); white-space: pre } .count { fill: var(--faint, #66707c) }
    .return { stroke: var(--bad, #c01818); stroke-dasharray: 2 4 }
    .mark { fill: var(--bad, #c01818); font-size: 9px }
    .loop { stroke: var(--accent, #2f6fbf); fill: none; stroke-width: 1.5 }
    """
}
