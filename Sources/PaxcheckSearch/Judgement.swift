import PaxcheckModel
import PaxcheckStateSpace

/// Turns what an exploration found, in numbers, into verdicts in the model's own types.
struct Judgement<M: Model> {
  private let model: M
  private let typed: TypedStateSpace<M>
  private let exploration: Exploration
  /// What the analyses came across that is hardly meant.
  private var warnings: [String] = []
  /// What judging a behaviour again showed of the model.
  private var contradiction: ModelError?
  /// Whether each rule of fairness was about some step; `nil` before an analysis.
  private var isUsed: [Bool]?

  init(_ model: M, _ typed: TypedStateSpace<M>, _ exploration: Exploration) {
    self.model = model
    self.typed = typed
    self.exploration = exploration
  }

  mutating func outcome(_ claims: Claims<M>) throws(ModelError) -> Outcome<M> {
    if let failure = exploration.space.failure { throw failure }
    var findings: [Outcome<M>.Finding] = []
    let stopsAtFirst = exploration.search.stopsAtFirstViolation
    var isOver = stopsAtFirst && exploration.firstViolation != nil
    for (index, property) in claims.properties.enumerated() {
      let verdict =
        isOver && !property.expectation.kind.isDecidedAtOnce
        ? .undecided(.firstViolation) : verdict(property, index)
      guard claims.tells(verdict, onPropertyAt: index) else { continue }
      findings.append(Outcome.Finding(property: property, verdict: verdict))
      if case .violated = verdict { isOver = stopsAtFirst }
    }
    if let failure = exploration.space.failure ?? contradiction { throw failure }
    return Outcome(
      findings: findings, statistics: exploration.statistics,
      warnings: model.warnings + SearchWarnings.ofClaims(claims.listed)
        + SearchWarnings.ofSpace(exploration) + exploration.space.warnings
        + warnings + warningsOfRules,
      reductions: typed.reductions)
  }

  /// What states or steps of the listed properties' own decided, even if there is more to look at.
  func found(_ claims: Claims<M>) -> [Verdict<M>?] {
    claims.properties.indices.prefix(claims.listed).map { property in
      exploration.discoveries[property].map {
        claims.properties[property].expectation.kind.verdict(provedBy: typed.path(to: $0))
      }
    }
  }

  private mutating func verdict(_ claim: Property<M>, _ property: Int) -> Verdict<M> {
    let kind = claim.expectation.kind
    let stopReason = exploration.stopReason
    if let discovery = exploration.discoveries[property] {
      // Of what was found in the same block, too, only the first is told.
      let isTold =
        kind.asksForExample || !exploration.search.stopsAtFirstViolation
        || discovery == exploration.firstViolation
      return isTold
        ? kind.verdict(provedBy: typed.path(to: discovery)) : .undecided(.firstViolation)
    }
    // Nothing can be said of no state; that none is an example, though, is so.
    if exploration.sawNothing, !kind.asksForExample || exploration.isCut {
      return .undecided(.noState)
    }
    let hasNoTime = (exploration.watch.reason ?? stopReason)?.isUrgent == true
    switch kind.decider {
    case .state where !kind.asksForExample, .step where !kind.asksForExample: return holds
    case .state where exploration.isCut, .step where exploration.isCut:
      return .undecided(stopReason ?? .boundary)
    case .state, .step: return stopReason.map { .undecided($0) } ?? .unreachable
    case _ where hasNoTime || stopReason == .firstViolation: return stopped(nil)
    case .behaviour: return liveness(claim, property)
    case .deadEnd: return alwaysPossible(property)
    case .end: return atEnd(property)
    }
  }

  /// The verdict on a claim that every state keeps that was looked at.
  private var holds: Verdict<M> {
    if let reason = exploration.stopReason { return .undecided(reason) }
    guard exploration.isCut else { return .holds }
    return .holdsWithin(exploration.statistics.isCutByBoundary ? "the boundary" : "the scenario")
  }

  private func stopped(_ reason: UndecidedReason?) -> Verdict<M> {
    .undecided(
      reason ?? exploration.watch.reason ?? exploration.stopReason ?? .interrupted)
  }

  private mutating func liveness(_ claim: Property<M>, _ property: Int) -> Verdict<M> {
    let limits = AnalysisLimits(exploration)
    let typed = typed
    let region = Region(
      exploration.space, property: property, claim.expectation, FairClasses(model, typed),
      worker: exploration.soleWorker, limits: limits)
    var analysis = LivenessAnalysis(region, limits: limits) { typed.way(toRank: $0) }
    let result = analysis.run()
    note(analysis, of: claim)
    switch result {
    case .holds where exploration.missesInitialStates: return stopped(nil)
    case .holds where claim.expectation != .eventually: return holds
    case .holds: return exploration.startsOutside ? .undecided(.boundary) : .holds
    case .violated(let initialState, let actions, let loopStart):
      let path = typed.path(initialState, actions, loopStart)
      if Judge(model, claim).decision(on: path) == nil {
        contradiction = .nondeterministic(
          where: "a behaviour that violates '\(claim.name)', judged again,")
      }
      return .violated(path)
    case .cut(let leavesSearch):
      return cut(leavesSearch: leavesSearch)
    case .stopped(let reason): return stopped(reason)
    }
  }

  /// Notes what an analysis found to be about nothing.
  private mutating func note(_ analysis: LivenessAnalysis, of claim: Property<M>) {
    isUsed = isUsed.map { zip($0, analysis.isUsed).map { $0 || $1 } } ?? analysis.isUsed
    if analysis.isVacuous, exploration.stopReason == nil {
      warnings.append("'\(claim.name)' says nothing: what must lead on is never true")
    }
  }

  /// The rules of fairness that are about no step that was looked at.
  private var warningsOfRules: [String] {
    zip(model.fairness, isUsed ?? []).filter { !$0.1 && !$0.0.isNothing }.map {
      "the rule of fairness '\($0.0)' is about no step of those that were looked at"
    }
  }

  private func alwaysPossible(_ property: Int) -> Verdict<M> {
    var analysis = PossibilityAnalysis(
      exploration.space, property: property, worker: exploration.soleWorker,
      limits: AnalysisLimits(exploration))
    switch analysis.run() {
    case .holds: return holds
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
    return holds
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
      .firstViolation, .noState:
      false
    }
  }
}
