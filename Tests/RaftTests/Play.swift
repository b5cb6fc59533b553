import PaxcheckKit
import RegisterClient
import Testing

@testable import Raft

/// A behaviour that a test takes step by step.
struct Play {
  let system: Raft
  private(set) var state: Raft.State

  /// Parameters as in a command: `nodes=5 campaigns=1`.
  init(_ parameters: String) throws {
    let arguments = try arguments(parameters)
    var system = try Raft(arguments)
    try system.choose(faults: arguments, besides: [])
    try self.init(system)
  }

  /// Nodes that begin with terms and logs of their own: a term for each entry behind the first.
  init(_ parameters: String, term: Int, logs: [[Int]]) throws {
    let whole = try Raft(arguments(parameters))
    var system = Raft(network: whole.network, history: whole.history)
    for (index, terms) in logs.enumerated() {
      let first = try #require(whole.initialStates[0].nodes.first)
      var node = RaftNode(first.setting, id: ActorID(index))
      node.storage.ballot.term = term
      for (place, term) in terms.enumerated() {
        let clock = Clock(term: term, index: place + 2)
        node.storage.log.append(LogEntry(clock: clock, command: .barrier))
      }
      node.synced = node.log.last.index
      system.add(node)
    }
    try self.init(system)
  }

  private init(_ system: Raft) throws {
    self.system = system
    state = try #require(system.initialStates.first)
  }

  func node(_ index: Int) -> RaftNode {
    guard let node: RaftNode = state.actor(ActorID(index)) else {
      fatalError("node \(index) is crashed")
    }
    return node
  }

  /// Takes the steps with these texts, one after the other.
  mutating func take(_ steps: String...) throws {
    for text in steps {
      let action = system.actions(in: state).first { "\($0)" == text }
      let next = action.flatMap { system.successor(of: state, after: $0) }
      state = try #require(next, "no step '\(text)' among \(system.actions(in: state))")
    }
  }

  /// Takes the first step that fits, as long as there is one. Returns the steps.
  @discardableResult
  mutating func takeAll(where isWanted: (Raft.Action) -> Bool) -> [Raft.Action] {
    var taken: [Raft.Action] = []
    while taken.count < 1_000 {
      let next = system.actions(in: state).lazy.filter(isWanted).compactMap {
        [system, state] action in
        system.successor(of: state, after: action).map { (action, $0) }
      }.first
      guard let next else { return taken }
      taken.append(next.0)
      state = next.1
    }
    Issue.record("it does not settle")
    return taken
  }

  /// Delivers everything, except what a node says or is told that is cut off.
  mutating func deliver(cutOff: Int? = nil) {
    takeAll { action in
      guard case .deliver(let envelope) = action else { return false }
      return envelope.source.index != cutOff && envelope.destination.index != cutOff
    }
  }

  /// Has a node campaign, and delivers everything.
  mutating func elect(_ node: Int, cutOff: Int? = nil) throws {
    try take("timeout \(node): campaign")
    deliver(cutOff: cutOff)
  }

  /// Has the leader tell what is committed, and delivers everything.
  mutating func beat(_ node: Int, cutOff: Int? = nil) throws {
    try take("timeout \(node): heartbeat")
    deliver(cutOff: cutOff)
  }
}

/// The arguments of the model, written as in a command.
func arguments(_ parameters: String) throws -> Arguments {
  let assignments = parameters.split(separator: " ").map { $0.split(separator: "=") }
  return try Arguments(
    ModelDescription.raft.parameters,
    assignments.map { (name: String($0[0]), value: String($0[1])) })
}
