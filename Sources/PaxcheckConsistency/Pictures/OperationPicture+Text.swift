extension OperationPicture {
  /// The picture in lines of characters, in the notation of drawn histories.
  public var lines: [String] {
    let names = clients.map { "\($0): " }
    let margin = names.map(\.count).max() ?? 0
    return names.indices.map { row in
      var line = names[row] + String(repeating: " ", count: margin - names[row].count)
      for bar in bars where bar.row == row {
        line += String(repeating: " ", count: max(0, margin + bar.start - line.count))
        line += drawing(of: bar)
      }
      return line
    }
  }

  private func drawing(of bar: Bar) -> String {
    guard let end = bar.end else { return "|- \(bar.label) ..." }
    let room = max(0, end - bar.start - bar.label.count - 3)
    let left = String(repeating: "-", count: max(1, room / 2))
    let right = String(repeating: "-", count: max(1, room - room / 2))
    return "|\(left) \(bar.label) \(right)|"
  }
}
