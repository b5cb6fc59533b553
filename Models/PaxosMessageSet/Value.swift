public import PaxcheckKit

extension PaxosMessageSet {
  /// What the acceptors may agree on.
  public enum Value: Int, CaseIterable, BitIndexed, CustomStringConvertible {
    case a
    case b
    case c

    public typealias BitSetWord = UInt8

    public var bitIndex: Int { rawValue }

    public init(bitIndex: Int) {
      switch bitIndex {
      case 0: self = .a
      case 1: self = .b
      default: self = .c
      }
    }

    public var description: String {
      switch self {
      case .a: "A"
      case .b: "B"
      case .c: "C"
      }
    }
  }
}
