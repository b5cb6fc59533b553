/// What a node wants in the log: the first, second, … entry of the node whose letter it bears.
public struct Entry: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of the node that submitted the entry.
  let node: Int
  /// 1 for the node's first entry.
  let serial: Int

  public static func < (left: Entry, right: Entry) -> Bool {
    (left.node, left.serial) < (right.node, right.serial)
  }

  public var description: String {
    "\(UnicodeScalar(UInt8(ascii: "A") + UInt8(node)))\(serial)"
  }
}
