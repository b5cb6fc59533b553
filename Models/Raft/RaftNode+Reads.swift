import PaxcheckKit
import RegisterClient

/// A read that waits for enough nodes to say that no other node can have been elected before it began.
struct PendingRead: Hashable, Sendable {
  let id: Command.Request.ID
  /// The node that will answer the client.
  let reader: ActorID
  /// What was committed when the read began.
  let index: Int
  var confirmations: BitSet<Int> = []
}

/// Reads for which no entry is appended.
///
/// A leader that has committed its barrier knows all that was committed before. It has a majority confirm
/// that their terms are not above its own: until then no other node was elected. The leader is one of them, so it
/// must be a member itself.
///
/// - SeeAlso: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §6.4; sorock, for the comparison
///   of terms.
extension RaftNode {
  /// Takes a client's read.
  mutating func read(_ id: Command.Request.ID, _ outbox: inout Outbox<Self>) {
    switch setting.reads {
    case .log: submit(Command.Request(id: id, operation: .read), &outbox)
    case .confirmed:
      if mayAppend {
        begin(id, for: self.id, &outbox)
      } else if setting.delegates, !isLeader, let leader = storage.ballot.votedFor,
        leader != self.id
      {
        send(.readIndex(id), to: leader, &outbox)
      }
    case .local: answer(id, &outbox)
    }
  }

  /// Begins a read for a node, if this one leads, or asks once more about one that is pending.
  mutating func begin(
    _ id: Command.Request.ID, for reader: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard mayAppend, isMember else { return }
    if !reads.contains(where: { $0.id == id && $0.reader == reader }) {
      reads.append(PendingRead(id: id, reader: reader, index: commit))
      reads.sort { ($0.id, $0.reader) < ($1.id, $1.reader) }
    }
    for peer in peers { send(.compareTerm(term: term, id), to: peer, &outbox) }
    finishReads(&outbox)
  }

  /// Says that no term above a leader's has begun here.
  func compare(
    _ term: Int, of leader: ActorID, about id: Command.Request.ID, _ outbox: inout Outbox<Self>
  ) {
    if term >= self.term { send(.notHigher(term: term, id), to: leader, &outbox) }
  }

  /// Counts what a peer has said about a pending read.
  mutating func confirm(
    _ id: Command.Request.ID, by peer: ActorID, term: Int, _ outbox: inout Outbox<Self>
  ) {
    guard isLeader, term == self.term else { return }
    for index in reads.indices where reads[index].id == id {
      reads[index].confirmations.insert(peer.index)
    }
    finishReads(&outbox)
  }

  private mutating func finishReads(_ outbox: inout Outbox<Self>) {
    guard isMember else { return }
    let done = reads.filter { $0.confirmations.count >= members.count / 2 }
    reads.removeAll { done.contains($0) }
    for read in done {
      if read.reader == id {
        answer(read.id, &outbox)
      } else {
        send(.readable(read.id, index: read.index), to: read.reader, &outbox)
      }
    }
  }

  /// Answers a read once the register has what was committed when it began.
  mutating func answer(
    _ id: Command.Request.ID, at index: Int, _ outbox: inout Outbox<Self>
  ) {
    if commit >= index { answer(id, &outbox) } else { readable[id] = index }
  }

  /// Answers the reads that waited for what is committed now.
  mutating func answerReadable(_ outbox: inout Outbox<Self>) {
    let done = readable.filter { $0.value <= commit }.keys.sorted()
    for id in done {
      readable[id] = nil
      answer(id, &outbox)
    }
  }

  private func answer(_ id: Command.Request.ID, _ outbox: inout Outbox<Self>) {
    outbox.send(.getOk(id.serial, machine.register), to: id.author)
  }
}
