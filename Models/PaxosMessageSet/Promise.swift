public import PaxcheckKit

extension PaxosMessageSet {
  /// Phase 1b: an acceptor will ignore ballots below this one, and tells its last vote.
  public struct Promise: BitIndexed, CustomStringConvertible {
    public let acceptor: Int
    public let ballot: Int
    /// A vote in a lower ballot.
    public let lastVote: Proposal?

    /// An acceptor has 22 bits: ballot *b* takes 1 + 3 *b* of them, for no vote and any vote below.
    public typealias BitSetWord = UInt128

    public init(acceptor: Int, ballot: Int, lastVote: Proposal?) {
      assert(lastVote.map { $0.ballot < ballot } ?? true, "a last vote is in a lower ballot")
      self.acceptor = acceptor
      self.ballot = ballot
      self.lastVote = lastVote
    }

    public var bitIndex: Int {
      22 * acceptor + Self.firstBit(of: ballot) + (lastVote.map { $0.bitIndex + 1 } ?? 0)
    }

    public init(bitIndex: Int) {
      let (acceptor, bit) = bitIndex.quotientAndRemainder(dividingBy: 22)
      let ballot = bit < 1 ? 0 : bit < 5 ? 1 : bit < 12 ? 2 : 3
      let vote = bit - Self.firstBit(of: ballot)
      self.init(
        acceptor: acceptor, ballot: ballot,
        lastVote: vote == 0 ? nil : Proposal(bitIndex: vote - 1))
    }

    /// 0, 1, 5, 12.
    static func firstBit(of ballot: Int) -> Int { ballot + 3 * ballot * (ballot - 1) / 2 }

    public var description: String {
      "\(acceptor) for \(ballot)\(lastVote.map { ", voted \($0)" } ?? "")"
    }
  }
}

extension BitSet<PaxosMessageSet.Promise> {
  /// Every promise that could be made for a ballot.
  static func all(in ballot: Int) -> Self {
    let ofOne = (UInt128(1) &<< UInt128(1 + 3 * ballot)) - 1
    let first = UInt128(PaxosMessageSet.Promise.firstBit(of: ballot))
    return (0..<5).reduce(into: []) { $0.word |= ofOne &<< (first + UInt128(22 * $1)) }
  }

  /// Every promise that these acceptors could make.
  static func all(by acceptors: BitSet<Int>) -> Self {
    acceptors.reduce(into: []) { $0.word |= (1 &<< 22 - 1) &<< UInt128(22 * $1) }
  }
}
