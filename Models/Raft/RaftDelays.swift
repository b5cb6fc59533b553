import PaxcheckKit
import RegisterClient

/// The parts of behaviours in which some messages are late, or never are.
extension Scenario where M == Raft {
  static func ofDelays(_ setting: RaftSetting) -> [Self] {
    let last = ActorID(setting.nodes - 1)
    return [cutOff(last), lateCall(last), straight, oneChangeInFlight]
  }

  /// The scenario `cut-off`: a laggard.
  private static func cutOff(_ last: ActorID) -> Self {
    Scenario(
      "cut-off", "the last node does and hears nothing until another has committed two entries",
      contains: { state, action in
        state.nodes.contains { $0.id != last && $0.commit > 2 } || !action.concerns(last)
      })
  }

  /// The scenario `late-call`: what the first leader tells one node is late, and so is the answer.
  private static func lateCall(_ last: ActorID) -> Self {
    Scenario(
      "late-call",
      "calls of the first term to the last node, and answers to them, wait for another term",
      contains: { state, action in
        guard case .deliver(let envelope) = action, case .internal(let message) = envelope.message
        else { return true }
        switch message {
        case .replicate(term: 1, _, _) where envelope.destination == last,
          .replicated(term: 1, _, _, _) where envelope.source == last:
          return state.nodes.contains { $0.term > 1 }
        default: return true
        }
      })
  }

  /// The scenario `straight`: no answer to a call is late.
  private static var straight: Self {
    Scenario(
      "straight", "an answer to a call reaches the leader before anything else happens",
      contains: { state, action in
        let leaders = state.nodes.filter(\.isLeader)
        func isAwaited(_ envelope: Envelope<RaftNode.Message>) -> Bool {
          guard case .internal(.replicated(let term, let next, _, _)) = envelope.message,
            let leader = leaders.first(where: { $0.id == envelope.destination })
          else { return false }
          return leader.term == term && leader.progress(of: envelope.source)?.call?.next == next
        }
        if case .deliver(let envelope) = action, isAwaited(envelope) { return true }
        return !state.deliverable.contains(where: isAwaited)
      })
  }

  /// The scenario `one-change-in-flight`: a leader that changes the members is cut off.
  private static var oneChangeInFlight: Self {
    Scenario(
      "one-change-in-flight", "calls with a change of the members wait for a later term",
      contains: { state, action in
        guard case .deliver(let envelope) = action,
          case .internal(.replicate(let term, _, let entries)) = envelope.message,
          entries.contains(where: { $0.command.members != nil })
        else { return true }
        return state.nodes.contains { $0.term > term }
      })
  }

  /// The scenario `two-sides`: a leader with the last nodes, and two nodes that have heard of changes only.
  static var twoSides: Self {
    let (leader, rival, voter) = (ActorID(0), ActorID(1), ActorID(2))
    @Sendable func isAllowed(_ envelope: Envelope<RaftNode.Message>) -> Bool {
      let ends: Set = [envelope.source, envelope.destination]
      if ends == [rival, voter] { return true }
      guard ends == [leader, rival] else { return ends.isDisjoint(with: [rival, voter]) }
      switch envelope.message {
      case .internal(.replicate(_, _, let entries)): return !entries.contains(where: \.isRequest)
      case .internal(.requestVote): return envelope.source == leader
      default: return true
      }
    }
    return Scenario(
      "two-sides",
      """
      the third node hears the second only, and that one of changes only; neither is heard by \
      others as a candidate
      """,
      actions: { action in
        if case .deliver(let envelope) = action { isAllowed(envelope) } else { true }
      })
  }
}

extension LogEntry {
  fileprivate var isRequest: Bool { command.request != nil }
}

extension Raft.Action {
  /// Whether an actor takes the step, or sent what it is about.
  fileprivate func concerns(_ id: ActorID) -> Bool {
    switch self {
    case .deliver(let envelope), .drop(let envelope):
      envelope.source == id || envelope.destination == id
    case .timeout(let actor, _), .choose(let actor, _), .crash(let actor, _), .recover(let actor),
      .amnesia(let actor):
      actor == id
    case .partition, .heal: false
    }
  }
}
