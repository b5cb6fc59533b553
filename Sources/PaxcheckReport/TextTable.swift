/// Rows of words in aligned columns, as wide as the style allows: what does not fit goes on in further
/// lines of its column.
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

  init(_ columns: (title: String, alignment: Alignment)...) { self.init(columns) }

  init(_ columns: [(title: String, alignment: Alignment)]) { self.columns = columns }

  /// - Precondition: there are as many cells as columns.
  mutating func add(_ cells: Cell...) { add(cells) }

  /// - Precondition: there are as many cells as columns.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The titles and the rows, each line with two leading spaces, two spaces between columns.
  func text(_ style: TextStyle) -> String {
    let header = columns.map { Cell($0.title, .faint) }
    let lines = [header] + rows
    let widths = widths(of: lines, in: style.width - 2 * columns.count)
    return lines.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell.text.wrapped(to: width).map { Cell($0, cell.emphasis) }
      }
      return (0..<(cells.map(\.count).max() ?? 0)).map { number in
        line(cells.map { number < $0.count ? $0[number] : "" }, widths, style)
      }.joined()
    }.joined()
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: TextStyle) -> String {
    var text = ""
    var gap = ""
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - cell.text.count))
      let word = style.apply(cell.emphasis, to: cell.text)
      let isLeft = columns[column].alignment == .left
      gap += "  " + (isLeft ? "" : padding)
      if !cell.text.isEmpty {
        text += gap + word
        gap = ""
      }
      if isLeft { gap += padding }
    }
    return text + "\n"
  }

  /// How wide each column is: as its longest cell, unless the table would be too wide. Then the widest
  /// columns that wrap give way, down to their longest words.
  private func widths(of lines: [[Cell]], in room: Int) -> [Int] {
    var widths = columns.indices.map { column in lines.map(\.[column].text.count).max() ?? 0 }
    let least = columns.indices.map { column in
      columns[column].alignment == .right
        ? widths[column] : lines.map { $0[column].text.longestWordCount }.max() ?? 0
    }
    while widths.reduce(0, +) > room,
      let widest = columns.indices.filter({ widths[$0] > least[$0] }).max(by: {
        widths[$0] < widths[$1]
      })
    { widths[widest] -= 1 }
    return widths
  }
}
