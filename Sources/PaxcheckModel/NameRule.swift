/// What names must be like, so that command lines, traces and files can tell what they name.
package enum NameRule: Sendable {
  /// A word of a command line, and a part of the name of a file: the name of a model, a parameter, a
  /// mutation or a scenario.
  case word
  /// A short sentence: the name of a property.
  case statement

  /// What is wrong with the names of things of one kind, such as "parameter"; `nil` if nothing is.
  package func complaint(about names: [String], _ kind: String) -> String? {
    var known: Set<String> = []
    for name in names {
      if let fault = fault(of: name) { return "the name of a \(kind), '\(name.escaped)', \(fault)" }
      guard known.insert(name).inserted else {
        return "two have the same name: there is more than one \(kind) '\(name)'; rename one"
      }
    }
    return nil
  }

  private func fault(of name: String) -> String? {
    if isPlain(name.utf8) { return nil }
    if name.allSatisfy(\.isWhitespace) { return "is empty; give it one" }
    if let character = name.unicodeScalars.first(where: \.isUnprintable) {
      return "contains \(String(character).escaped), which nobody can type; leave it out"
    }
    switch self {
    case .statement:
      guard name.first?.isWhitespace == false, name.last?.isWhitespace == false else {
        return "begins or ends with a space; leave it out"
      }
      return nil
    case .word:
      if name.hasPrefix("-") { return "begins like an option; leave the '-' at its beginning out" }
      if name.hasPrefix(".") { return "begins with a dot, like a hidden file; leave it out" }
      let unfit = name.first { $0.isWhitespace || "/\\=,'\"".contains($0) }
      return unfit.map { "contains '\($0)'; use letters, digits and hyphens" }
    }
  }
}

extension NameRule {
  /// Whether a name is of ASCII and in order, as most are: every start of the program asks for many.
  private func isPlain(_ name: String.UTF8View) -> Bool {
    guard let first = name.first, let last = name.last else { return false }
    switch self {
    case .statement:
      let space = UInt8(ascii: " ")
      return first != space && last != space && name.allSatisfy { 0x20...0x7E ~= $0 }
    case .word:
      let hyphen = UInt8(ascii: "-")
      return first != hyphen
        && name.allSatisfy {
          $0 == hyphen || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
    }
  }
}

extension Unicode.Scalar {
  /// Whether this is a control character or a break between lines.
  fileprivate var isUnprintable: Bool {
    properties.generalCategory == .control || value == 0x2028 || value == 0x2029
  }
}

extension String {
  /// The text with control characters and the like written as in Swift: `\n`, `\u{7F}`.
  fileprivate var escaped: String {
    unicodeScalars.map { $0.isUnprintable ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
