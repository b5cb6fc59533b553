/// A value that a client writes: A, B, C, … and after Z with a number: A1, B1, ….
public struct Letter: Hashable, Sendable, CustomStringConvertible {
  /// Its place in the alphabet, counted from 0.
  public let index: Int

  public init(_ index: Int) { self.index = index }

  /// The letter of a text like `A` or `B1`; `nil` if it is none.
  init?(_ text: String) {
    guard let first = text.utf8.first, 65...90 ~= first else { return nil }
    let rounds = text.count == 1 ? 0 : Int(text.dropFirst()) ?? -1
    guard 0...1_000_000 ~= rounds else { return nil }
    self.init(Int(first - 65) + 26 * rounds)
    guard description == text else { return nil }
  }

  public var description: String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : letter + String(index / 26)
  }
}

/// The text alone.
extension Letter: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let letter = Letter(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no letter like A or B1")
    }
    self = letter
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
