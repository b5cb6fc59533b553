import PaxcheckKit
import RegisterClient

extension RaftNode {
  /// Handles a message of another node.
  mutating func receive(
    _ message: RaftMessage, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .requestVote(let phase, let term, let last, let isForced):
      consider(phase, of: sender, term: term, last: last, isForced: isForced, &outbox)
    case .vote(let phase, let term, let isGranted):
      count(phase, of: sender, term: term, isGranted: isGranted, &outbox)
    case .replicate(let term, let previous, let entries):
      insert(entries, after: previous, from: sender, term: term, &outbox)
    case .replicated(let term, let next, let inserted, let last):
      note(inserted, of: sender, term: term, next: next, last: last, &outbox)
    case .heartbeat(let term, let commit):
      hear(from: sender, term: term, commit: commit, &outbox)
    case .getSnapshot(let term, let index):
      send(
        .snapshot(term: term, index: index, state: storage.snapshots[index]), to: sender, &outbox)
    case .snapshot(let term, let index, let state):
      goOn(with: state, at: index, term: term, &outbox)
    case .timeoutNow:
      campaignNow(&outbox)
    case .delegation(let request):
      append(request, &outbox)
    case .readIndex(let id):
      begin(id, for: sender, &outbox)
    case .readable(let id, let index):
      answer(id, at: index, &outbox)
    case .compareTerm(let term, let id):
      compare(term, of: sender, about: id, &outbox)
    case .notHigher(let term, let id):
      confirm(id, by: sender, term: term, &outbox)
    }
  }
}
