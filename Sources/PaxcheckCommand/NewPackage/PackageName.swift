/// The name of a package, which is good for a folder, an executable and a module alike.
package struct PackageName: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Takes a name in ASCII letters, digits, hyphens and underscores that begins with a letter and ends
  /// with a letter or a digit. Names that begin with `paxcheck` are taken: by the targets of the package
  /// that the new one depends on.
  package init(_ text: String) throws(ValueError) {
    func isWord(_ byte: UInt8) -> Bool { Character(UnicodeScalar(byte)).isLetter || isDigit(byte) }
    func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    let bytes = Array(text.utf8)
    guard text.unicodeScalars.allSatisfy(\.isASCII), let first = bytes.first, let last = bytes.last,
      isWord(first), !isDigit(first), isWord(last),
      bytes.allSatisfy({ isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
    else {
      throw ValueError(
        "a name has letters, digits, '-' and '_', and begins with a letter, such as 'my-protocol'")
    }
    guard bytes.count <= Self.longest else {
      throw ValueError("a name has at most \(Self.longest) letters")
    }
    guard !text.lowercased().hasPrefix("paxcheck") else {
      throw ValueError("names that begin with 'paxcheck' are those of the package it depends on")
    }
    description = text
  }

  private static let longest = 64

  /// The name in the form of a type's: `MyProtocol` for `my-protocol`.
  ///
  /// What a module is called has one more word, so that no two differ in their case only.
  package var typeName: String {
    description.split { $0 == "-" || $0 == "_" }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
