public import PaxcheckKit

extension PaxosMessageSet {
  /// Phase 2a: the value that acceptors are asked to vote for in a ballot.
  public struct Proposal: BitIndexed, CustomStringConvertible {
    public let ballot: Int
    public let value: Value

    public typealias BitSetWord = UInt16

    public init(ballot: Int, value: Value) {
      self.ballot = ballot
      self.value = value
    }

    public var bitIndex: Int { 3 * ballot + value.bitIndex }

    public init(bitIndex: Int) {
      let (ballot, value) = bitIndex.quotientAndRemainder(dividingBy: 3)
      self.init(ballot: ballot, value: Value(bitIndex: value))
    }

    public var description: String { "\(value) in \(ballot)" }
  }
}

extension BitSet<PaxosMessageSet.Proposal> {
  /// Every proposal that could be made in a ballot.
  static func all(in ballot: Int) -> Self { Self(word: 0b111 &<< UInt16(3 * ballot)) }
}
