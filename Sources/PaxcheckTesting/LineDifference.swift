import PaxcheckTrace

/// The first line in which two texts differ, every character visible.
struct LineDifference {
  /// The line, counted from 1.
  let line: Int
  let old: String
  let new: String

  /// `nil` if the texts are the same.
  init?(from old: String, to new: String) {
    let (left, right) = (lines(old), lines(new))
    let count = max(left.count, right.count)
    func line(_ lines: [Substring], _ index: Int) -> String {
      index < lines.count ? "'\(lines[index].visible)'" : "nothing"
    }
    guard let index = (0..<count).first(where: { line(left, $0) != line(right, $0) }) else {
      return nil
    }
    self.line = index + 1
    self.old = line(left, index)
    self.new = line(right, index)
  }
}

private func lines(_ text: String) -> [Substring] {
  text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
}

extension Substring {
  /// The text with the characters escaped that could not be seen.
  fileprivate var visible: String {
    unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }.joined()
  }
}
