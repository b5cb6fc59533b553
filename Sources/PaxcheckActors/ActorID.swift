/// The address of an actor: its place in the system, counted from 0.
public struct ActorID: Hashable, Comparable, Sendable {
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public static func < (left: ActorID, right: ActorID) -> Bool { left.index < right.index }
}

extension ActorID: ExpressibleByIntegerLiteral, CustomStringConvertible {
  public init(integerLiteral index: Int) { self.init(index) }

  public var description: String { String(index) }
}
