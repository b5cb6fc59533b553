import PaxcheckExplanation
package import PaxcheckTrace

extension StateTable {
  /// The table in lines: the title, if it has one, and the rows, with a mark before those that are
  /// different.
  package var lines: [String] {
    let names = rows.map { String(repeating: "  ", count: $0.depth) + $0.name }
    let width = names.map(\.count).max() ?? 0
    return [title].compactMap(\.self)
      + zip(rows, names).map { row, name in
        let values = [row.before, row.value].compactMap(\.self).joined(separator: " → ")
        let padding = String(repeating: " ", count: width - name.count)
        return values.isEmpty
          ? "\(row.change.mark) \(name)" : "\(row.change.mark) \(name)\(padding)  \(values)"
      }
  }
}

extension NetworkTable {
  /// The table in lines, with a mark before a message that was just sent or is gone.
  var lines: [String] {
    ["network"] + (rows.isEmpty ? ["  nothing"] : rows.map { "\($0.change.mark) \($0.message)" })
  }
}

extension StateTable.Change? {
  fileprivate var mark: String {
    switch self {
    case .added?: "+"
    case .changed?: "*"
    case .removed?: "−"
    case nil: " "
    }
  }
}
