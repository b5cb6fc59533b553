import PaxcheckModel
import PaxcheckStateSpace

/// Turns what an exploration found, in numbers, into verdicts in the model's own types.
struct Judgement<M: Model> {
  let typed: TypedStateSpace<M>
  let exploration: Exploration

  func outcome(_ properties: [Property<M>]) throws(ModelError) -> Outcome<M> {
    if let failure = exploration.space.failure { throw failure }
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
    let stopReason = exploration.stopReason
    let hasNoTime = (exploration.watch.reason ?? stopReason)?.isUrgent == true
    switch expectation {
    case .always: return stopReason.map { .undecided($0) } ?? .holds
    case .sometimes: return stopReason.map { .undecided($0) } ?? .unreachable
    case _ where exploration.search.fingerprints != nil: return .undecided(.fingerprints)
    case _ where hasNoTime: return stopped(nil)
    case .eventually: return eventually(property)
    case .alwaysPossible: return alwaysPossible(property)
    case .atEnd: return atEnd(property)
    }
  }

  private func stopped(_ reason: UndecidedReason?) -> Verdict<M> {
    .undecided(
      reason ?? exploration.watch.reason ?? exploration.stopReason ?? .interrupted)
  }

  private func eventually(_ property: Int) -> Verdict<M> {
    var analysis = EventuallyAnalysis(
      exploration.space, property: property, worker: exploration.soleWorker,
      limits: AnalysisLimits(exploration))
    switch analysis.run() {
    case .holds where exploration.missesInitialStates: return stopped(nil)
    case .holds: return exploration.startsOutside ? .undecided(.boundary) : .holds
    case .violated(let initialState, let actions, let loopStart):
      return .violated(typed.path(initialState, actions, loopStart))
    case .cut(let leavesSearch):
      return cut(leavesSearch: leavesSearch)
    case .stopped(let reason): return stopped(reason)
    }
  }

  private func alwaysPossible(_ property: Int) -> Verdict<M> {
    var analysis = PossibilityAnalysis(
      exploration.space, property: property, worker: exploration.soleWorker,
      limits: AnalysisLimits(exploration))
    switch analysis.run() {
    case .holds: return exploration.stopReason.map { .undecided($0) } ?? .holds
    case .violated(let rank): return .violated(path(toRank: rank))
    case .cut(let leavesSearch): return cut(leavesSearch: leavesSearch)
    case .stopped(let reason): return stopped(reason)
    }
  }

  private func cut(leavesSearch: Bool) -> Verdict<M> {
    .undecided(leavesSearch ? exploration.stopReason ?? .boundary : .boundary)
  }

  /// The first terminal state found where the condition does not hold is the counterexample.
  private func atEnd(_ property: Int) -> Verdict<M> {
    let space = exploration.space
    let limits = AnalysisLimits(exploration)
    for rank in 0..<UInt32(space.store.count) {
      let reason = limits.reason(states: Int(rank))
      if reason != nil || space.failure != nil { return stopped(reason) }
      let isTerminal = space.successors(ofRank: rank, exploration.soleWorker).isTerminal
      if isTerminal, !space.satisfies(property, rank: rank, exploration.soleWorker) {
        return .violated(path(toRank: rank))
      }
    }
    return exploration.stopReason.map { .undecided($0) } ?? .holds
  }

  /// The way in which a state was first reached.
  private func path(toRank rank: UInt32) -> Path<M> { typed.path(toRank: rank) }
}

extension UndecidedReason {
  /// Whether there is no time left to look any further.
  fileprivate var isUrgent: Bool {
    switch self {
    case .timeLimit, .interrupted: true
    case .depthLimit, .stateLimit, .memoryLimit, .boundary, .notExhaustive, .unreachable,
      .fingerprints:
      false
    }
  }
}
