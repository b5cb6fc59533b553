import PaxcheckModel
import PaxcheckStateSpace

/// Turns what an exploration found, in numbers, into verdicts in the model's own types.
struct Judgement<M: Model> {
  let typed: TypedStateSpace<M>
  let exploration: Exploration

  func outcome(_ properties: [Property<M>]) throws(ModelError) -> Outcome<M> {
    var findings: [Outcome<M>.Finding] = []
    for (index, property) in properties.enumerated() {
      let verdict = verdict(property.expectation, index)
      findings.append(Outcome.Finding(property: property, verdict: verdict))
    }
    if let failure = exploration.space.failure { throw failure }
    return Outcome(findings: findings, statistics: exploration.statistics)
  }

  private func verdict(_ expectation: Expectation, _ property: Int) -> Verdict<M> {
    if let rank = exploration.discoveries[property] {
      return expectation == .always ? .violated(path(toRank: rank)) : .reached(path(toRank: rank))
    }
    if expectation == .eventually { return eventually(property) }
    if let reason = exploration.stopReason { return .undecided(reason) }
    return expectation == .always ? .holds : .unreachable
  }

  private func eventually(_ property: Int) -> Verdict<M> {
    let stopReason = exploration.stopReason
    if let reason = exploration.watch.reason ?? stopReason, reason.isUrgent {
      return .undecided(reason)
    }
    var analysis = EventuallyAnalysis(
      exploration.space, property: property, worker: exploration.soleWorker,
      watch: exploration.watch)
    switch analysis.run() {
    case .holds: return exploration.startsOutside ? .undecided(.boundary) : .holds
    case .violated(let states, let actions, let loopStart):
      return .violated(path(states, actions, loopStart))
    case .cut(let leavesSearch):
      return .undecided(leavesSearch ? stopReason ?? .boundary : .boundary)
    case .stopped: return .undecided(exploration.watch.reason ?? .interrupted)
    }
  }

  /// The way in which a state was first reached.
  private func path(toRank rank: UInt32) -> Path<M> {
    let store = exploration.space.store
    var states = [store.handle(ofRank: rank)]
    var actions: [UInt32] = []
    var link = store.link(states[0])
    while link.rank != Link.root {
      actions.append(link.action)
      states.append(store.handle(ofRank: link.rank))
      link = store.link(states[states.count - 1])
    }
    return path(states.reversed(), actions.reversed(), nil)
  }

  private func path(_ states: [UInt32], _ actions: [UInt32], _ loopStart: Int?) -> Path<M> {
    let steps = actions.indices.map { index in
      Path<M>.Step(
        action: typed.action(states[index], actions[index]), state: typed.state(states[index + 1]))
    }
    return Path(initialState: typed.state(states[0]), steps: steps, loopStart: loopStart)
  }
}

extension UndecidedReason {
  /// Whether there is no time left to look any further.
  fileprivate var isUrgent: Bool {
    switch self {
    case .timeLimit, .interrupted: true
    case .depthLimit, .stateLimit, .memoryLimit, .boundary, .notExhaustive: false
    }
  }
}
