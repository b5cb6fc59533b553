/// The address of an actor: its place in the system, counted from 0.
public struct ActorID: Hashable, Comparable, Sendable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: ActorID, right: ActorID) -> Bool { left.index < right.index }
}

/// The number alone.
extension ActorID: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let index = try container.decode(Int.self)
    guard index >= 0 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "the address of an actor is not \(index)")
    }
    self.init(index)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(index)
  }
}

extension ActorID: ExpressibleByIntegerLiteral, CustomStringConvertible {
  public init(integerLiteral index: Int) { self.init(index) }

  public var description: String { String(index) }
}
