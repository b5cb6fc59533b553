import PaxcheckConsistency
import PaxcheckModel

/// One page about histories that needs no network: verdicts, pictures, and what stands in the way.
public struct HistoryPage: Sendable {
  private var sections: [String] = []

  public init() {}

  /// Adds a history under a name.
  public mutating func add(_ report: HistoryReport, name: String) {
    let history = report.history
    var parts = [
      "<h2>\(name.xmlEscaped)</h2>",
      "<p class=\"verdict \(report.cssClass)\">\(report.headline)</p>",
      "<p>\(report.facts.xmlEscaped)</p>",
      history.basisAndNotes.map { "<p class=\"basis\">\($0.xmlEscaped)</p>" }.joined(),
    ]
    if let conflict = report.conflict {
      parts.append("<ul>\(report.explanation.map { "<li>\($0.xmlEscaped)</li>" }.joined())</ul>")
      if conflict.isSmall {
        parts.append("<h3>The contradiction</h3>")
        parts.append(figure(OperationPicture(of: report, onlyConflict: true)))
      }
      parts.append("<h3>Before the failure</h3>")
    }
    let picture = OperationPicture(of: report)
    if !picture.bars.isEmpty { parts.append(figure(picture)) }
    if picture.bars.count < history.operations.count {
      parts.append(
        "<p>\(picture.bars.count) of \(history.operations.count) operations are shown.</p>")
    }
    sections.append("<section>\n\(parts.joined(separator: "\n"))\n</section>")
  }

  /// Adds a history that could not be judged, and why.
  public mutating func add(_ reason: String, name: String) {
    sections.append(
      """
      <section>
      <h2>\(name.xmlEscaped)</h2>
      <p class="verdict">\(reason.xmlEscaped)</p>
      </section>
      """)
  }

  private func figure(_ picture: OperationPicture) -> String {
    "<figure\(picture.window == nil ? "" : " class=\"failing\"")>\(picture.svg)</figure>"
  }

  /// The page.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Histories</title>
    <style>
    :root { --paper: #ffffff; --ink: #1b1f24; --faint: #525c67; --edge: #d5dae0; --good: #176f30;
      --bad: #c01818; color-scheme: light dark }
    @media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #e4e8ec; --faint: #97a2ae;
      --edge: #323a43; --good: #56c271; --bad: #ff7b72; --window: #3d1c1e; --bar: #1c2c42;
      --bar-edge: #6aa7f0; --bar-ink: #e4e8ec; --conflict: #4a3410; --culprit: #5e1f22 } }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 1200px; padding: 0 1rem;
      background: var(--paper); color: var(--ink) }
    figure { margin: 0.5rem 0; overflow-x: auto; border: 1px solid var(--edge); border-radius: 6px }
    svg { display: block }
    .failing { direction: rtl } .failing svg { direction: ltr; margin-right: auto }
    h1 { font-size: 22px; margin: 0 }
    h2 { font: 600 17px/1.4 ui-monospace, monospace; margin: 2rem 0 0.2rem; overflow-wrap: anywhere }
    h3 { font-size: 14px; margin: 1rem 0 0.2rem } p, li { overflow-wrap: anywhere }
    ul { padding-left: 1.3rem }
    .verdict { font-weight: 600; margin: 0 } .good { color: var(--good) } .bad { color: var(--bad) }
    .basis { margin: 0; color: var(--faint) }
    .key { font-size: 14px; color: var(--faint) }
    .key span { display: inline-block; margin-right: 1.5rem }
    </style>
    </head>
    <body>
    <h1>Histories</h1>
    <p class="key"><span>Bars run from invocation to return; dashed ones never returned.</span>
    <span>Green lines are the moments at which operations may have taken effect, with their order.</span>
    <span>Orange and red bars contradict each other; the red one cannot be explained.</span>
    <span>Point at a bar, touch it, or press Tab: its line in the file and its times appear.</span></p>
    \(sections.joined(separator: "\n"))
    </body>
    </html>

    """
  }
}

extension HistoryReport {
  fileprivate var cssClass: String {
    switch verdict {
    case .consistent: "good"
    case .inconsistent: "bad"
    case .undecided: "open"
    }
  }
}
