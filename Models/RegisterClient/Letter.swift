/// A value that a client writes: A, B, C, … and after Z with a number: A1, B1, ….
public struct Letter: Hashable, Sendable, CustomStringConvertible {
  /// Its place in the alphabet, counted from 0.
  public let index: Int

  public init(_ index: Int) { self.index = index }

  public var description: String {
    let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : letter + String(index / 26)
  }
}
