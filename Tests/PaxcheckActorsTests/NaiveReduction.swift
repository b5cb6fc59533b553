import PaxcheckModel

@testable import PaxcheckActors

/// Searches a system on an unordered network without the messages that are inert, by whole values.
///
/// It says what `Reduction.inert` says, in the plainest way.
struct NaiveReduction {
  typealias System = ActorSystem<Int, EventCounts>

  /// A mistake that such a reduction can make.
  enum Flaw: String, CaseIterable {
    /// What the receiver ignores now is taken for inert.
    case judgesThePresent
    /// Crashes, recoveries and amnesia are not followed.
    case forgetsFaults
    /// Timeouts and choices are not followed.
    case forgetsTimers
    /// What a property asks for is taken off the network like anything else.
    case dropsExamples
  }

  /// One actor's part of a state.
  private struct Local: Hashable {
    let slot: any Slot<Int, Int>

    static func == (first: Self, second: Self) -> Bool { first.slot.isEqual(to: second.slot) }
    func hash(into hasher: inout Hasher) { slot.hash(into: &hasher) }
  }

  private let system: System
  private let isExample: (Envelope<Int>) -> Bool
  private let flaw: Flaw?
  /// Where the steps of single actors lead that earlier rounds saw.
  private var known: [Local: Set<Local>] = [:]
  private(set) var states: Set<System.State> = []
  private(set) var generatedStates = 0
  private(set) var rounds = 0

  init(
    _ system: System, _ flaw: Flaw? = nil, keeping isExample: @escaping (Envelope<Int>) -> Bool
  ) {
    self.system = system
    self.isExample = isExample
    self.flaw = flaw
    while true {
      rounds += 1
      let walked = search().filter { !known[$0.from, default: []].contains($0.to) }
      if flaw == .judgesThePresent || walked.isEmpty { return }
      for step in walked { known[step.from, default: []].insert(step.to) }
    }
  }

  private mutating func search() -> [(from: Local, to: Local)] {
    var walked: [(from: Local, to: Local)] = []
    var open = system.initialStates.map(reduced)
    generatedStates = open.count
    open = open.filter(system.isWithinBoundary)
    states = Set(open)
    while let state = open.popLast() {
      for action in system.actions(in: state) {
        guard let next = system.successor(of: state, after: action) else { continue }
        if isFollowed(action) {
          for (before, after) in zip(state.slots, next.slots) where !before.isEqual(to: after) {
            walked.append((Local(slot: before), Local(slot: after)))
          }
        }
        let target = reduced(next)
        generatedStates += 1
        if system.isWithinBoundary(target), states.insert(target).inserted { open.append(target) }
      }
    }
    return walked
  }

  private func isFollowed(_ action: System.Action) -> Bool {
    switch action {
    case .crash, .recover, .amnesia: flaw != .forgetsFaults
    case .timeout, .choose: flaw != .forgetsTimers
    case .deliver, .drop, .partition, .heal: true
    }
  }

  /// The state without the messages that are inert.
  private func reduced(_ state: System.State) -> System.State {
    var state = state
    let slots = state.slots
    state.network.removeAll { envelope in
      guard slots.indices.contains(envelope.destination.index) else { return false }
      if isExample(envelope) && flaw != .dropsExamples { return false }
      return reachable(from: Local(slot: slots[envelope.destination.index]))
        .allSatisfy { ignores(envelope, $0.slot) }
    }
    return state
  }

  private func reachable(from start: Local) -> Set<Local> {
    var found: Set = [start]
    var open = [start]
    while let local = open.popLast() {
      for next in known[local, default: []] where found.insert(next).inserted { open.append(next) }
    }
    return found
  }

  private func ignores(_ envelope: Envelope<Int>, _ slot: any Slot<Int, Int>) -> Bool {
    if slot.isCrashed { return true }
    let step = slot.after(.receive(envelope.message, from: envelope.source))
    return step.isSilent && step.slot.isEqual(to: slot)
  }
}
