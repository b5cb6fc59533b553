public import PaxcheckKit

extension PaxosMessageSet {
  public struct State: Hashable, Sendable {
    public var promises: BitSet<Promise> = []
    public var votes: BitSet<Vote> = []
    /// The ballots that were prepared.
    public var prepares: BitSet<Int> = []
    /// For each acceptor 1 + the highest ballot that it has promised or voted in, 0 if none.
    private var promised = NibbleArray<UInt32>()
    /// For each acceptor 1 + the number of the proposal that it voted for last, 0 if none.
    private var lastVotes = NibbleArray<UInt32>()
    public var proposals: BitSet<Proposal> = []

    /// The highest ballot that an acceptor has promised or voted in, −1 if none.
    public func promised(by acceptor: Int) -> Int { promised[acceptor] - 1 }

    mutating func setPromised(_ ballot: Int, by acceptor: Int) { promised[acceptor] = ballot + 1 }

    /// The proposal that an acceptor voted for last.
    public func lastVote(of acceptor: Int) -> Proposal? {
      let number = lastVotes[acceptor]
      return number == 0 ? nil : Proposal(bitIndex: number - 1)
    }

    mutating func setLastVote(_ proposal: Proposal, of acceptor: Int) {
      lastVotes[acceptor] = proposal.bitIndex + 1
    }

    /// The values that `quorumSize` acceptors have voted for in one ballot.
    func chosen(by quorumSize: Int) -> BitSet<Value> {
      var chosen: BitSet<Value> = []
      for proposal in proposals where votes.intersection(.all(for: proposal)).count >= quorumSize {
        chosen.insert(proposal.value)
      }
      return chosen
    }
  }
}

extension PaxosMessageSet.State: CustomReflectable {
  /// The acceptors that have promised or voted, and the messages.
  public var customMirror: Mirror {
    let acceptors = (0..<8).filter { promised[$0] > 0 }.map { acceptor in
      let vote = lastVote(of: acceptor).map { ", voted for \($0)" } ?? ""
      return (acceptor, "promised \(promised(by: acceptor))\(vote)")
    }
    let children: [Mirror.Child] = [
      ("acceptors", Dictionary(uniqueKeysWithValues: acceptors)), ("prepares", prepares),
      ("promises", promises), ("proposals", proposals), ("votes", votes),
    ]
    return Mirror(self, children: children, displayStyle: .struct)
  }
}
