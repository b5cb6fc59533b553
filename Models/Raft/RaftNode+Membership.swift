import PaxcheckKit
import RegisterClient

/// The nodes whose votes and logs count, and the entry that says so.
struct Membership: Hashable, Sendable {
  let index: Int
  let members: Members
}

/// The members change by one at a time, by an entry of the log that is in effect as soon as a node has it.
///
/// Two sets of members that differ by one have no majorities without a common member. That holds for as long
/// as no change begins before the one before it is committed.
///
/// - SeeAlso: D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §4.1 and §4.2; D. Ongaro, "bug in
///   single-server membership changes", raft-dev, 2015, for why a leader commits its barrier first.
extension RaftNode {
  /// The nodes whose votes and logs count.
  var members: [ActorID] { membership.members.voters }
  var peers: [ActorID] { members.filter { $0 != id } }
  var learners: [ActorID] { membership.members.learners }
  /// The other nodes that get the entries of a leader.
  var receivers: [ActorID] { peers + learners.filter { $0 != id } }
  var isMember: Bool { members.contains(id) }

  /// Makes itself the only member, and leads.
  mutating func bootstrap(_ outbox: inout Outbox<Self>) {
    let clock = Clock(term: 0, index: 2)
    storage.log.append(LogEntry(clock: clock, command: .configuration(members: [id])))
    if !setting.syncsLater { synced = clock.index }
    updateMembership()
    campaign(isForced: true, &outbox)
  }

  /// Whether the leader may add a node to the members or remove it: an operator wants it, the change before is
  /// committed, and it is not the last member.
  func mayChange(_ node: ActorID) -> Bool {
    mayAppend && commit >= membership.index && members != [node]
      && log.changes(of: node, from: setting.members) < setting.changes(of: node)
  }

  /// Adds a node to the members, or removes it.
  mutating func change(_ node: ActorID, _ outbox: inout Outbox<Self>) {
    note(.configured(log: log.entries), &outbox)
    append(.configuration(members: membership.members.changing(node)), &outbox)
  }

  /// Takes the last configuration of the log into effect. A leader begins to send to new receivers.
  mutating func updateMembership() {
    membership = lastMembership
    guard let known = leadership?.progress else { return }
    let (receivers, next) = (receivers, log.last.index)
    leadership?.progress = known.enumerated().map { index, progress in
      receivers.contains(ActorID(index)) ? progress ?? Progress(next: next) : nil
    }
  }

  /// What the last configuration of the log says, and before it is in effect, the one before it.
  var lastMembership: Membership {
    let last = log.membership
    guard waitsToConfigure, last.index > commit else { return last }
    return Membership(index: last.index, members: log.members(at: commit))
  }

  /// Whether the node leads although it is no member any more, for certain.
  var mustStepDown: Bool { isLeader && !isMember && membership.index <= commit }

  /// Has the peer campaign whose log is known to have most of the leader's.
  func transfer(_ outbox: inout Outbox<Self>) {
    let next = peers.max { progress(of: $0)?.match ?? 0 < progress(of: $1)?.match ?? 0 }
    if let next { send(.timeoutNow, to: next, &outbox) }
  }

  /// Campaigns at once, though others may hear a leader.
  mutating func campaignNow(_ outbox: inout Outbox<Self>) {
    if !isLeader && isMember { campaign(isForced: true, &outbox) }
  }
}

extension Log {
  /// The last configuration.
  var membership: Membership {
    for entry in entries.reversed() {
      if let members = entry.command.members {
        return Membership(index: entry.index, members: members)
      }
    }
    return Membership(index: first, members: [])
  }

  /// The last members of whom an entry up to an index says that they are.
  func members(at index: Int) -> Members {
    entries.last { $0.index <= index && $0.command.members != nil }?.command.members ?? []
  }

  /// How often the log adds a node to the first members, or removes it.
  func changes(of node: ActorID, from first: [ActorID]) -> Int {
    let memberships = [first] + entries.compactMap(\.command.members?.voters)
    return zip(memberships, memberships.dropFirst()).count {
      $0.contains(node) != $1.contains(node)
    }
  }
}

extension Command {
  /// The members from here on, if the command says who they are.
  var members: Members? {
    switch self {
    case .snapshot(let members), .configuration(let members): members
    case .barrier, .execute, .complete: nil
    }
  }
}
