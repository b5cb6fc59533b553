import PaxcheckKit

extension RaftSet {
  public enum Message: Hashable, Sendable {
    case voteRequest(term: Int, lastTerm: Int, length: Int, from: Int, to: Int)
    case voteResponse(term: Int, isGranted: Bool, from: Int, to: Int)
    case appendRequest(
      term: Int, previous: Int, previousTerm: Int, entries: [Entry], commit: Int, from: Int, to: Int
    )
    case appendResponse(term: Int, isAccepted: Bool, match: Int, from: Int, to: Int)

    var term: Int {
      switch self {
      case .voteRequest(let term, _, _, _, _), .voteResponse(let term, _, _, _),
        .appendRequest(let term, _, _, _, _, _, _), .appendResponse(let term, _, _, _, _):
        term
      }
    }

    var destination: Int {
      switch self {
      case .voteRequest(_, _, _, _, let to), .voteResponse(_, _, _, let to),
        .appendRequest(_, _, _, _, _, _, let to), .appendResponse(_, _, _, _, let to):
        to
      }
    }

    /// All that is in it, for an order.
    fileprivate var key: [Int] {
      switch self {
      case .voteRequest(let term, let lastTerm, let length, let from, let to):
        [0, term, from, to, lastTerm, length]
      case .voteResponse(let term, let isGranted, let from, let to):
        [1, term, from, to, isGranted ? 1 : 0]
      case .appendRequest(
        let term, let previous, let previousTerm, let entries, let commit, let from, let to):
        [2, term, from, to, previous, previousTerm, commit]
          + entries.flatMap { [$0.term, $0.value] }
      case .appendResponse(let term, let isAccepted, let match, let from, let to):
        [3, term, from, to, isAccepted ? 1 : 0, match]
      }
    }
  }

  /// A message that was sent, and how many copies of it are on their way.
  public struct SentMessage: Hashable, Sendable {
    let message: Message
    var count: Int
  }
}

extension RaftSet.State {
  func wasSent(_ message: RaftSet.Message) -> Bool {
    messages.contains { $0.message == message }
  }

  /// Puts one more copy of a message on its way.
  mutating func send(_ message: RaftSet.Message) {
    if let place = messages.firstIndex(where: { $0.message == message }) {
      messages[place].count += 1
    } else {
      let place = messages.firstIndex { message.key.lexicographicallyPrecedes($0.message.key) }
      messages.insert(
        RaftSet.SentMessage(message: message, count: 1), at: place ?? messages.count)
    }
  }

  /// Takes a copy of a message off its way.
  mutating func consume(_ message: RaftSet.Message) {
    guard let place = messages.firstIndex(where: { $0.message == message }) else { return }
    messages[place].count -= 1
  }
}
