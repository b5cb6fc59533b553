/// The path and the query of a request, decoded.
package struct RequestTarget: Hashable {
  let path: String
  private let query: [Item]

  private struct Item: Hashable {
    let name: String
    let value: String
  }

  /// How many bytes a request may have, and how many values.
  package static let limits = (bytes: 65_536, values: 2_000)

  init(_ target: String) throws(RequestError) {
    guard target.utf8.count <= Self.limits.bytes else {
      throw RequestError(414, "a request has at most \(Self.limits.bytes) bytes")
    }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = try Self.decode(parts[0], plusIsSpace: false)
    guard path.hasPrefix("/") else { throw RequestError(400, "a path begins with '/'") }
    let items = (parts.count > 1 ? parts[1] : "").split(separator: "&")
    guard items.count <= Self.limits.values else {
      throw RequestError(414, "a request has at most \(Self.limits.values) values")
    }
    var query: [Item] = []
    for item in items {
      let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw RequestError(400, "a value is written 'name=value'") }
      query.append(
        Item(
          name: try Self.decode(sides[0], plusIsSpace: true),
          value: try Self.decode(sides[1], plusIsSpace: true)))
    }
    self.query = query
  }

  /// All values of a name, in order.
  subscript(all name: String) -> [String] { query.filter { $0.name == name }.map(\.value) }

  /// The value of a name, `nil` if it is not given.
  ///
  /// - Throws: if it is given twice.
  func value(_ name: String) throws(RequestError) -> String? {
    let values = self[all: name]
    guard values.count <= 1 else { throw RequestError(400, "'\(name)' is given twice") }
    return values.first
  }

  /// Refuses names that the caller does not know.
  func allow(_ names: String...) throws(RequestError) {
    guard let other = query.first(where: { !names.contains($0.name) }) else { return }
    let known = names.isEmpty ? "takes none" : "takes \(names.joined(separator: ", "))"
    throw RequestError(400, "unknown value '\(other.name)'; \(path) \(known)")
  }

  /// The text that was percent-encoded.
  private static func decode(
    _ text: Substring, plusIsSpace: Bool
  ) throws(RequestError) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { throw RequestError(400, "'%' is followed by two hexadecimal digits") }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw RequestError(400, "the request is no text in UTF-8")
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
