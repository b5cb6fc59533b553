import PaxcheckKit
import RegisterClient

/// Clients ask the leader, which answers once their entries are applied.
///
/// - SeeAlso: D. Ongaro, J. Ousterhout, "In Search of an Understandable Consensus Algorithm", 2014, §8;
///   D. Ongaro, "Consensus: Bridging Theory and Practice", 2014, §6.3, for requests that are sent again.
extension RaftNode {
  /// Whether the node leads, and its term's barrier is committed.
  var mayAppend: Bool { isLeader && safeTerm == term }

  func request(
    _ serial: Int, of client: ActorID, _ operation: Command.Request.Operation
  ) -> Command.Request {
    Command.Request(
      id: Command.Request.ID(author: client, serial: serial), operation: operation)
  }

  /// Takes a client's request, or passes it on to the leader that the node has heard of.
  mutating func submit(_ request: Command.Request, _ outbox: inout Outbox<Self>) {
    if mayAppend {
      append(request, &outbox)
    } else if setting.delegates, !isLeader, let leader = storage.ballot.votedFor, leader != id {
      send(.delegation(request), to: leader, &outbox)
    }
  }

  /// Appends a request, if the node may, and remembers who waits for it. Where requests may come twice, one
  /// that the log has waits for what is there.
  mutating func append(_ request: Command.Request, _ outbox: inout Outbox<Self>) {
    guard mayAppend else { return }
    guard setting.repeatsRequests, let known = entry(of: request) else {
      waiting[log.last.index + 1] = request.id
      return append(.execute(request), &outbox)
    }
    waiting[known.index] = request.id
    if known.index <= commit { _ = answer(known, &outbox) }
  }

  /// The entry of the log that runs a request.
  func entry(of request: Command.Request) -> LogEntry? {
    log.entries.first { $0.command == .execute(request) }
  }

  /// Appends an entry of the leader's own.
  mutating func propose(_ outbox: inout Outbox<Self>) {
    storage.spent.entries += 1
    append(.execute(request(storage.spent.entries, of: id, .none)), &outbox)
  }

  /// Applies an entry that is committed, after those before it.
  mutating func apply(_ entry: LogEntry) {
    switch entry.command {
    case .snapshot, .configuration: break
    case .barrier: safeTerm = entry.term
    case .execute(let request): machine.execute(request)
    case .complete(let id): machine.forget(id)
    }
  }

  /// Tells the client that waits for an entry what came of it; `false` if none does.
  mutating func answer(_ entry: LogEntry, _ outbox: inout Outbox<Self>) -> Bool {
    guard let id = waiting.removeValue(forKey: entry.index), let request = entry.command.request,
      let answer = machine.answers[request]
    else { return false }
    note(.answered(id), &outbox)
    switch answer {
    case .written: outbox.send(.putOk(id.serial), to: id.author)
    case .value(let value): outbox.send(.getOk(id.serial, value), to: id.author)
    }
    return true
  }
}
