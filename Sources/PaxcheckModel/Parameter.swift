/// A setting of a model that its users may choose: `clients=3`.
public struct Parameter: Sendable, Hashable {
  /// The values that a parameter may take.
  public enum Domain: Sendable, Hashable {
    case integer(ClosedRange<Int>)
    /// One or more whole numbers of a range, separated by commas.
    case list(ClosedRange<Int>)
    case choice([String])
    case flag
  }

  /// The key on the command line and in traces, in lower case with hyphens.
  public let name: String
  /// What it changes, in one line.
  public let summary: String
  public let domain: Domain
  /// The text of the value that it has unless one is given.
  public let defaultValue: String
  /// Whether the default is left unsaid where values are listed, as in the headers of traces: they
  /// mean the same, and read the same, as before there was the parameter.
  public private(set) var isTacit = false

  /// A whole number in a range.
  public static func integer(
    _ name: String, _ range: ClosedRange<Int>, default value: Int, _ summary: String
  ) -> Parameter {
    Mistake.unless(range.contains(value), "\(name)=\(value) is not in \(range)")
    return Parameter(
      name: name, summary: summary, domain: .integer(range), defaultValue: String(value))
  }

  /// A list of whole numbers, each in a range: `attempts=2,1,0`.
  public static func list(
    _ name: String, of range: ClosedRange<Int>, default values: [Int], _ summary: String
  ) -> Parameter {
    Mistake.unless(
      !values.isEmpty && values.allSatisfy(range.contains), "\(name)=\(values) is not in \(range)")
    return Parameter(
      name: name, summary: summary, domain: .list(range),
      defaultValue: values.map(String.init).joined(separator: ","))
  }

  /// One of several words.
  public static func choice(
    _ name: String, _ words: [String], default value: String, _ summary: String
  ) -> Parameter {
    Mistake.unless(words.contains(value), "\(name)=\(value) is none of \(words)")
    return Parameter(name: name, summary: summary, domain: .choice(words), defaultValue: value)
  }

  /// The parameter with a default that is left unsaid.
  public var tacit: Parameter {
    var parameter = self
    parameter.isTacit = true
    return parameter
  }

  /// `true` or `false`.
  public static func flag(_ name: String, default value: Bool = false, _ summary: String)
    -> Parameter
  {
    Parameter(name: name, summary: summary, domain: .flag, defaultValue: String(value))
  }

  /// The values allowed, as text: `1...9`, `ordered|lossy`, `true|false`.
  public var rangeDescription: String {
    switch domain {
    case .integer(let range): "\(range.lowerBound)...\(range.upperBound)"
    case .list(let range): "\(range.lowerBound)...\(range.upperBound),…"
    case .choice(let words): words.joined(separator: "|")
    case .flag: "true|false"
    }
  }

  /// The canonical text of a value, or `nil` if the value is not allowed.
  package func canonical(_ text: String) -> String? {
    switch domain {
    case .integer(let range): Int(text).flatMap { range.contains($0) ? String($0) : nil }
    case .list(let range): canonicalList(text, of: range)
    case .choice(let words): words.contains(text) ? text : nil
    case .flag: ["true", "false"].contains(text) ? text : nil
    }
  }

  private func canonicalList(_ text: String, of range: ClosedRange<Int>) -> String? {
    let items = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = items.compactMap { Int($0) }.filter(range.contains)
    guard numbers.count == items.count else { return nil }
    return numbers.map(String.init).joined(separator: ",")
  }
}
