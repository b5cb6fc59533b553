import PaxcheckKit

/// The Raft of stateright's examples, as its rules are written there: what its timers do, they do once, and
/// whoever recovers begins anew.
///
/// What a server knows is in storage only because stateright keeps it in the state of a crashed server.
///
/// - SeeAlso: stateright 0.31, `examples/raft.rs`; M. Kleppmann, "Distributed Systems", 2021, §6.2, whose
///   pseudo-code it follows.
struct StaterightRaft: DeterministicActor {
  enum Role: Hashable, Sendable { case follower, candidate, leader }

  struct Entry: Hashable, Sendable {
    let term: Int
    let payload: Int
  }

  enum Message: Hashable, Sendable {
    case voteRequest(term: Int, length: Int, lastTerm: Int)
    case voteResponse(term: Int, isGranted: Bool)
    case logRequest(term: Int, prefix: Int, prefixTerm: Int, commit: Int, suffix: [Entry])
    case logResponse(term: Int, ack: Int, isSuccess: Bool)
    case broadcast(Int)
  }

  enum Timer: Hashable, Sendable { case election, replication }

  struct Storage: Hashable, Sendable {
    var term = 0
    var vote: Int?
    var log: [Entry] = []
    var commit = 0
    var role = Role.follower
    var leader: Int?
    var votes: Set<Int> = []
    var sent = [0, 0, 0]
    var acked = [0, 0, 0]
    var delivered: [Int] = []
    var buffer: [Int] = []
  }

  var own = Storage()

  static func system(crashes: Int) -> ActorSystem<Message, NoHistory> {
    var system = ActorSystem<Message, NoHistory>(maxCrashes: crashes)
    for _ in 0..<3 { system.add(StaterightRaft()) }
    system.properties = [
      .always("election safety", actors: StaterightRaft.self) { servers in
        let terms = servers.map(\.own).filter { $0.role == .leader }.map(\.term)
        return Set(terms).count == terms.count
      }
    ]
    return system
  }

  func start(_ outbox: inout Outbox<Self>) {
    outbox.set(.election)
    outbox.set(.replication)
    outbox.send(.broadcast(outbox.id.index), to: outbox.id)
    outbox.save(own)
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) { start(&outbox) }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    switch timer {
    case .election where own.role != .leader:
      own.term += 1
      own.vote = outbox.id.index
      own.role = .candidate
      own.votes = [outbox.id.index]
      outbox.broadcast(
        .voteRequest(term: own.term, length: own.log.count, lastTerm: own.log.last?.term ?? 0))
    case .replication where own.role == .leader: replicateToAll(&outbox)
    case .election, .replication: break
    }
    outbox.save(own)
  }

  mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    let (id, before) = (outbox.id.index, own)
    switch message {
    case .voteRequest(let term, let length, let lastTerm):
      if term > own.term { follow(term) }
      let isUpToDate = (lastTerm, length) >= (own.log.last?.term ?? 0, own.log.count)
      let isGranted =
        term == own.term && isUpToDate && (own.vote == nil || own.vote == sender.index)
      if isGranted { own.vote = sender.index }
      outbox.send(.voteResponse(term: own.term, isGranted: isGranted), to: sender)
    case .voteResponse(let term, let isGranted):
      if own.role == .candidate && term == own.term && isGranted {
        own.votes.insert(sender.index)
        if own.votes.count >= 2 { lead(&outbox) }
      } else if term > own.term {
        follow(term)
        outbox.set(.election)
      }
    case .logRequest(let term, let prefix, let prefixTerm, let commit, let suffix):
      if term > own.term {
        own.term = term
        own.vote = nil
      }
      if term == own.term {
        own.role = .follower
        own.leader = sender.index
        outbox.set(.election)
      }
      let isFitting =
        own.log.count >= prefix && (prefix == 0 || own.log[prefix - 1].term == prefixTerm)
      let isSuccess = term == own.term && isFitting
      if isSuccess { append(suffix, after: prefix, commit) }
      outbox.send(
        .logResponse(
          term: own.term, ack: isSuccess ? prefix + suffix.count : 0, isSuccess: isSuccess),
        to: sender)
    case .logResponse(let term, let ack, let isSuccess):
      let peer = sender.index
      if term == own.term && own.role == .leader {
        if isSuccess && ack >= own.acked[peer] {
          own.sent[peer] = ack
          own.acked[peer] = ack
          commit()
        } else if own.sent[peer] > 0 {
          own.sent[peer] -= 1
          replicate(to: sender, &outbox)
        }
      } else if term > own.term {
        follow(term)
        outbox.set(.election)
      }
    case .broadcast(let payload):
      if own.role == .leader {
        own.log.append(Entry(term: own.term, payload: payload))
        own.acked[id] = own.log.count
        replicateToAll(&outbox)
      } else if let leader = own.leader {
        outbox.send(message, to: ActorID(leader))
      } else {
        own.buffer.append(payload)
      }
    }
    if own != before { outbox.save(own) }
  }

  private mutating func follow(_ term: Int) {
    own.term = term
    own.role = .follower
    own.vote = nil
  }

  private mutating func lead(_ outbox: inout Outbox<Self>) {
    own.role = .leader
    own.leader = outbox.id.index
    for payload in own.buffer { outbox.send(.broadcast(payload), to: outbox.id) }
    own.buffer = []
    for peer in outbox.others {
      own.sent[peer.index] = own.log.count
      own.acked[peer.index] = 0
      replicate(to: peer, &outbox)
    }
  }

  private mutating func append(_ suffix: [Entry], after prefix: Int, _ commit: Int) {
    if !suffix.isEmpty && own.log.count > prefix {
      let index = min(own.log.count, prefix + suffix.count) - 1
      if own.log[index].term != suffix[index - prefix].term {
        own.log.removeSubrange(prefix...)
      }
    }
    if prefix + suffix.count > own.log.count { own.log += suffix[(own.log.count - prefix)...] }
    if commit > own.commit { deliver(upTo: commit) }
  }

  private mutating func commit() {
    let ready = (own.commit..<own.log.count).map { $0 + 1 }.last { length in
      own.acked.count { $0 >= length } >= 2
    }
    if let ready, own.log[ready - 1].term == own.term { deliver(upTo: ready) }
  }

  private mutating func deliver(upTo length: Int) {
    own.delivered += own.log[own.commit..<length].map(\.payload)
    own.commit = length
  }

  private func replicateToAll(_ outbox: inout Outbox<Self>) {
    for peer in outbox.others { replicate(to: peer, &outbox) }
  }

  private func replicate(to peer: ActorID, _ outbox: inout Outbox<Self>) {
    let sent = own.sent[peer.index]
    outbox.send(
      .logRequest(
        term: own.term, prefix: sent, prefixTerm: sent > 0 ? own.log[sent - 1].term : 0,
        commit: own.commit, suffix: Array(own.log[sent...])), to: peer)
  }
}
