import PaxcheckModel

extension OperationPicture {
  private static let unit = 8
  private static let rowHeight = 44
  private static let top = 20

  /// The room for the longest name of a client on either side.
  private var margin: Int { 18 + 8 * (clients.map(\.count).max() ?? 0) }

  /// The picture as an SVG image that needs nothing else.
  public var svg: String {
    let lanesEnd = margin + self.width * Self.unit
    let width = lanesEnd + margin
    let height = Self.top * 2 + clients.count * Self.rowHeight
    var elements: [String] = []
    if let window {
      elements.append(
        """
        <rect class="window" x="\(x(window.lowerBound * 100))" y="0" \
        width="\((window.upperBound - window.lowerBound) * Self.unit)" height="\(height)"/>
        """)
    }
    elements += clients.enumerated().map { row, client in
      let middle = y(row) + Self.rowHeight / 2
      return """
        <text class="client" x="8" y="\(middle + 4)">\(client.xmlEscaped)</text>\
        <text class="client" x="\(lanesEnd + 8)" y="\(middle + 4)">\(client.xmlEscaped)</text>\
        <line class="lane" x1="\(margin)" y1="\(middle)" x2="\(lanesEnd)" y2="\(middle)"/>
        """
    }
    elements += points.map { point in
      let x = self.x(point.position)
      return """
        <line class="point" x1="\(x)" y1="\(y(point.row) + 5)" x2="\(x)" y2="\(y(point.row) + 14)"/>\
        <text class="rank" x="\(x)" y="\(y(point.row) + 4)">\(point.rank)</text>
        """
    }
    elements += bars.map { element(for: $0, height: height) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" class="operations" font-family="ui-monospace, monospace" font-size="12">
      <style>\(Self.style)</style>
      <rect class="paper" width="\(width)" height="\(height)"/>
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  private func x(_ hundredths: Int) -> Int { margin + hundredths * Self.unit / 100 }

  private func y(_ row: Int) -> Int { Self.top + row * Self.rowHeight }

  /// A bar; who points at it, touches it or comes to it by the keyboard is told the details below.
  private func element(for bar: Bar, height: Int) -> String {
    let start = x(bar.start * 100)
    let end = x((bar.end ?? width) * 100)
    let kind =
      (bar.isCulprit ? " culprit" : bar.isConflicting ? " conflicting" : "")
      + (bar.end == nil ? " open" : "")
    let details = bar.details.xmlEscaped
    let isLeft = bar.start * 2 < width
    return """
      <g class="bar\(kind)" tabindex="0"><title>\(details)</title>\
      <text class="details" x="\(isLeft ? start : end)" y="\(height - 6)" \
      style="text-anchor: \(isLeft ? "start" : "end")">\(details)</text>\
      <rect x="\(start)" y="\(y(bar.row) + 10)" width="\(end - start)" height="24" rx="4"/>\
      <text x="\(bar.end == nil ? start + 8 : (start + end) / 2)" y="\(y(bar.row) + 26)">\
      \(bar.label.xmlEscaped)</text></g>
      """
  }

  private static let style = """
    .operations .paper { fill: var(--paper, #ffffff) }
    .operations .window { fill: var(--window, #fde8e8) }
    .operations .client { fill: var(--faint, #444444) }
    .operations .lane { stroke: var(--edge, #dddddd) }
    .operations .bar rect { fill: var(--bar, #e3eefc); stroke: var(--bar-edge, #4a7fc1) }
    .operations .bar text { fill: var(--bar-ink, #1b2a3d); text-anchor: middle }
    .operations .bar.conflicting rect { fill: var(--conflict, #ffe3b8); stroke: #c77700;
      stroke-width: 2 }
    .operations .bar.culprit rect { fill: var(--culprit, #f9c0c0); stroke: var(--bad, #c01818);
      stroke-width: 2.5 }
    .operations .bar.open rect { stroke-dasharray: 4 3 }
    .operations .bar.open text { text-anchor: start }
    .operations .bar { outline: none }
    .operations .bar:hover rect, .operations .bar:focus rect { stroke-width: 3.5 }
    .operations .bar .details { display: none }
    .operations .bar:hover .details, .operations .bar:focus .details { display: block }
    .operations .point { stroke: var(--good, #1a7f37); stroke-width: 2 }
    .operations .rank { fill: var(--good, #1a7f37); font-size: 9px; text-anchor: middle }
    """
}
