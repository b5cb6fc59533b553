import PaxcheckModel

/// An option whose value has the type `Value`: the key to look it up with in an `Invocation`.
struct Option<Value: Sendable>: Sendable {
  let description: OptionDescription

  init(
    _ name: String, _ valueName: String, _ summary: String, in group: OptionGroup = .subject,
    completion: OptionDescription.Completion = .nothing, formerly formerName: String? = nil,
    parse: @escaping @Sendable (String) throws(ValueError) -> Value
  ) {
    description = OptionDescription(
      name: name, formerName: formerName, valueName: valueName, summary: summary, group: group,
      completion: completion, parse: parse)
  }
}

extension Option where Value == Bool {
  /// An option without a value.
  init(flag name: String, _ summary: String, in group: OptionGroup = .subject) {
    description = OptionDescription(
      name: name, valueName: nil, summary: summary, group: group, completion: .nothing,
      parse: { _ in true })
  }
}

extension Option where Value == Int {
  /// An option whose value is a whole number in a range.
  init(
    _ name: String, _ range: ClosedRange<Int>, _ summary: String,
    in group: OptionGroup = .subject
  ) {
    self.init(name, "N", summary, in: group) { text throws(ValueError) in
      guard let value = Int(text) else { throw ValueError("a whole number is needed") }
      guard range.contains(value) else {
        throw ValueError(
          range.upperBound == .max
            ? "the least is \(range.lowerBound)"
            : "it must be in \(range.lowerBound)...\(range.upperBound)")
      }
      return value
    }
  }
}

extension Option where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// An option whose value is one of the words of an enumeration.
  init(_ name: String, _ summary: String, in group: OptionGroup? = nil) {
    let words = Value.allCases.map(\.rawValue)
    let list = words.joined(separator: "|")
    // How a result is written is about output, whatever the formats of a command are.
    let group = group ?? (name == "--format" ? .output : .subject)
    self.init(name, list, summary, in: group, completion: .words(words)) {
      text throws(ValueError) in
      guard let value = Value(rawValue: text) else {
        throw ValueError("it must be one of \(list)\(didYouMean(text, among: words))")
      }
      return value
    }
  }
}
