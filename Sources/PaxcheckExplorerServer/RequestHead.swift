import PaxcheckExplorer

/// The parts of an HTTP request's first lines (RFC 9112) that the explorer reads.
struct RequestHead: Equatable {
  let method: String
  let target: String
  /// Whether the client may send another request on the same connection.
  private(set) var keepsConnection: Bool
  private(set) var host: String?
  private(set) var origin: String?
  /// Whether content follows.
  private(set) var hasContent = false

  /// Reads the lines, without their ends.
  init(_ lines: [ArraySlice<UInt8>]) throws(RequestError) {
    let words = lines[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count == 3, let method = Self.text(words[0]), let target = Self.text(words[1]),
      !method.isEmpty, !target.isEmpty,
      let version = ["HTTP/1.0", "HTTP/1.1"].first(where: { words[2].elementsEqual($0.utf8) })
    else { throw RequestError(400, "a request begins like 'GET / HTTP/1.1'") }
    (self.method, self.target) = (method, target)
    keepsConnection = version == "HTTP/1.1"
    for line in lines.dropFirst() { try add(line) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) throws(RequestError) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(Self.isNameByte), let text = Self.text(line[(colon + 1)...])
    else { throw RequestError(400, "a header is written 'name: value'") }
    let value = String(Substring(text).drop { $0 == " " || $0 == "\t" }.trimmedAtEnd)
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    switch name {
    case "host":
      guard host == nil else { throw RequestError(400, "the request names two hosts") }
      host = value
    case "origin":
      guard origin == nil else { throw RequestError(400, "the request has two origins") }
      origin = value
    case "content-length": hasContent = hasContent || value != "0"
    case "transfer-encoding": hasContent = true
    case "connection":
      if value.lowercased().split(separator: ",").contains(where: { $0.trimmed == "close" }) {
        keepsConnection = false
      }
    default: break
    }
  }

  /// Whether a byte may stand in the name of a header: what RFC 9110 calls a token.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// Text without control characters.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension Substring {
  fileprivate var trimmedAtEnd: Substring {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  fileprivate var trimmed: Substring { drop { $0 == " " || $0 == "\t" }.trimmedAtEnd }
}
