/// Rows of words in aligned columns.
struct TextTable {
  enum Alignment { case left, right }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[Cell]] = []

  /// A word and the way that it is shown; the way takes no room.
  struct Cell: ExpressibleByStringInterpolation {
    let text: String
    var emphasis: TextStyle.Emphasis?

    init(_ text: String, _ emphasis: TextStyle.Emphasis? = nil) {
      self.text = text
      self.emphasis = emphasis
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  init(_ columns: (title: String, alignment: Alignment)...) { self.columns = columns }

  /// - Precondition: there are as many cells as columns.
  mutating func add(_ cells: Cell...) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The titles and the rows, each line with two leading spaces, two spaces between columns.
  func text(_ style: TextStyle) -> String {
    let header = columns.map { Cell($0.title, .faint) }
    let lines = [header] + rows
    let widths = columns.indices.map { column in lines.map(\.[column].text.count).max() ?? 0 }
    return lines.map { line in
      var text = " "
      for (column, cell) in line.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.text.count)
        let word = style.apply(cell.emphasis, to: cell.text)
        let isLast = column == line.count - 1
        switch columns[column].alignment {
        case .left: text += " " + word + (isLast ? "" : padding)
        case .right: text += " " + padding + word
        }
        if !isLast { text += " " }
      }
      return text + "\n"
    }.joined()
  }
}
