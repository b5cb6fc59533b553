import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

extension StateTable {
  /// The table as an element of a page. What is new or gone has a sign, and not only a colour.
  var html: String {
    let rows = rows.map { row in
      """
      <tr\(row.change.cssClass)><th scope="row"\(row.depth == 0 ? "" : " style=\"--depth: \(row.depth)\"")>\
      \(row.name.xmlEscaped)</th><td>\(row.html)</td></tr>
      """
    }
    return "<table class=\"state\"><caption>\(title.xmlEscaped)</caption>\(rows.joined())</table>"
  }
}

extension StateTable.Row {
  fileprivate var html: String {
    let old = before.map { "<del>\($0.xmlEscaped)</del>" }
    let new = value.map { change == nil ? $0.xmlEscaped : "<ins>\($0.xmlEscaped)</ins>" }
    return [old, new].compactMap(\.self).joined(separator: " → ")
  }
}

extension NetworkTable {
  /// The table as an element of a page.
  var html: String {
    guard !rows.isEmpty else {
      return "<table class=\"state\"><caption>network</caption><tr><td>nothing</td></tr></table>"
    }
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
    return "<table class=\"state\"><caption>network</caption>\(lines.joined())</table>"
  }
}

extension StateTable.Change? {
  fileprivate var cssClass: String { map { " class=\"\($0.rawValue)\"" } ?? "" }
}
