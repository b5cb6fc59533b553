import PaxcheckKit
import RegisterClient

extension PaxosNode {
  /// A client wants an entry in the log. It gets its answer when the entry is applied, whichever node had it
  /// chosen.
  mutating func submit(_ entry: Entry, _ outbox: inout Outbox<Self>) {
    guard !requests.contains(entry) else { return }
    note(.submitted(entry), &outbox)
    requests.append(entry)
    if let leader = delegate {
      expose(entry)
      send(.delegation(entry), to: leader, &outbox)
    } else {
      attempt(entry, &outbox)
    }
  }

  /// Begins the oldest request anew. An earlier attempt may succeed all the same, so that the log has
  /// the entry twice: it is applied once.
  mutating func retry(_ outbox: inout Outbox<Self>) {
    guard let entry = requests.first else { return }
    attempts.removeAll { $0.entry == entry && !$0.isCommitting }
    attempt(entry, &outbox)
  }

  /// Reserves the first open round that no other attempt has reserved.
  mutating func attempt(_ entry: Entry, _ outbox: inout Outbox<Self>) {
    let reserved = attempts.map(\.round)
    guard let round = openRounds.first(where: { !reserved.contains($0) }) else { return }
    begin(entry, in: round, &outbox)
  }

  /// Applies the entry of a round, unless an earlier round has the same one, and answers the client
  /// that waits for it.
  mutating func apply(_ round: Int, _ outbox: inout Outbox<Self>) {
    guard let entry = storage.committed[round], !storage.isEjected else { return }
    if !state(before: round).applied.contains(entry.id) {
      note(.applied(entry, round: round), &outbox)
    }
    noteEndOfLease(in: round, by: entry, &outbox)
    heed(entry, &outbox)
    guard let place = requests.firstIndex(of: entry) else { return }
    requests.remove(at: place)
    exposed.remove(entry)
    answer(entry, with: state(before: round + 1).register, &outbox)
  }

  func answer(_ entry: Entry, with value: Letter?, _ outbox: inout Outbox<Self>) {
    note(.answered(entry), &outbox)
    switch entry.operation {
    case .none, .fill, .change, .verify, .take, .extend, .release: break
    case .write: outbox.send(.putOk(entry.id.serial), to: entry.id.author)
    case .read: outbox.send(.getOk(entry.id.serial, value), to: entry.id.author)
    }
  }
}
