public import PaxcheckKit

extension PaxosMessageSet {
  /// Phase 2b: an acceptor accepts a proposal.
  public struct Vote: BitIndexed, CustomStringConvertible {
    public let acceptor: Int
    public let proposal: Proposal

    public typealias BitSetWord = UInt64

    public init(acceptor: Int, proposal: Proposal) {
      self.acceptor = acceptor
      self.proposal = proposal
    }

    public var bitIndex: Int { 5 * proposal.bitIndex + acceptor }

    public init(bitIndex: Int) {
      let (proposal, acceptor) = bitIndex.quotientAndRemainder(dividingBy: 5)
      self.init(acceptor: acceptor, proposal: Proposal(bitIndex: proposal))
    }

    public var description: String { "\(acceptor): \(proposal)" }
  }
}

extension BitSet<PaxosMessageSet.Vote> {
  /// The votes of all acceptors for a proposal.
  static func all(for proposal: PaxosMessageSet.Proposal) -> Self {
    Self(word: 0b11111 &<< UInt64(5 * proposal.bitIndex))
  }
}
