/// Whether text may have colours, and how wide its tables may be. What matters reads the same without
/// colours.
public struct TextStyle: Sendable {
  enum Emphasis: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  let hasColour: Bool
  /// How many characters a line of a table may have.
  let width: Int

  /// The width of tables that are read elsewhere than on a terminal.
  public static let defaultWidth = 100

  /// - Parameters:
  ///   - hasColour: Whether text has colours.
  ///   - width: How many characters a line of a table may have; a table of long words has more.
  public init(hasColour: Bool = false, width: Int = TextStyle.defaultWidth) {
    self.hasColour = hasColour
    self.width = width
  }

  /// Text without any control sequence.
  public static var plain: TextStyle { TextStyle() }

  func apply(_ emphasis: Emphasis?, to text: String) -> String {
    guard hasColour, let emphasis, !text.isEmpty else { return text }
    return "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m"
  }
}
