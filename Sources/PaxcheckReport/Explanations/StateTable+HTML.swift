import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

extension StateTable {
  /// The table as an element of a page. What is new or gone has a sign, and not only a colour.
  var html: String {
    let lines = rows.map { row in
      let indent = row.depth == 0 ? "" : " style=\"--depth: \(row.depth)\""
      return """
        <tr\(row.change.cssClass)><th scope="row"\(indent)>\(row.name.xmlEscaped)</th>\
        <td>\(row.html)</td></tr>
        """
    }
    return stateTable(title ?? "state", lines)
  }
}

/// A table with a title, that says so if it is empty.
private func stateTable(_ title: String, _ rows: [String]) -> String {
  let rows = rows.isEmpty ? ["<tr><td>nothing</td></tr>"] : rows
  return """
    <table class="state"><caption>\(title.xmlEscaped)</caption>
    \(rows.joined(separator: "\n"))
    </table>
    """
}

extension StateTable.Row {
  fileprivate var html: String {
    let old = before.map { "<del>\($0.xmlEscaped)</del>" }
    let new = value.map { change == nil ? folded($0) : "<ins>\($0.xmlEscaped)</ins>" }
    return [old, new].compactMap(\.self).joined(separator: " → ")
  }

  /// A text that is opened to be read if it is very long.
  private func folded(_ text: String) -> String {
    guard text.count > 200 else { return text.xmlEscaped }
    return """
      <details><summary>\(text.shortened(to: 40).xmlEscaped)</summary>\(text.xmlEscaped)</details>
      """
  }
}

extension NetworkTable {
  /// The table as an element of a page.
  var html: String {
    let lines = rows.map { row in
      let message = row.message.message.xmlEscaped
      let text =
        switch row.change {
        case .added?: "<ins>\(message)</ins>"
        case .removed?: "<del>\(message)</del>"
        case .changed?, nil: message
        }
      return """
        <tr\(row.change.cssClass)><th scope="row">\(row.message.source) → \(row.message.destination)\
        </th><td>\(text)</td></tr>
        """
    }
    return stateTable("network", lines)
  }
}

extension StateTable.Change? {
  fileprivate var cssClass: String { map { " class=\"\($0.rawValue)\"" } ?? "" }
}
