/// Whether text may have colours. What matters reads the same without them.
public struct TextStyle: Sendable {
  enum Emphasis: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  let hasColour: Bool

  public init(hasColour: Bool = false) { self.hasColour = hasColour }

  /// Text without any control sequence.
  public static var plain: TextStyle { TextStyle() }

  func apply(_ emphasis: Emphasis?, to text: String) -> String {
    guard hasColour, let emphasis, !text.isEmpty else { return text }
    return "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m"
  }
}
