import PaxcheckModel

/// Why what a search says is worth little, a sentence each: it claims nothing, or nothing happens.
enum SearchWarnings {
  static func ofClaims(_ count: Int) -> [String] {
    count == 0 ? ["no property is claimed, so nothing was judged"] : []
  }

  static func ofSpace(_ exploration: Exploration) -> [String] {
    let isCut = exploration.statistics.boundaryCuts > 0
    if exploration.sawNothing {
      return [
        isCut
          ? "no state was looked at: every initial state lies outside the boundary"
          : "no state was looked at: the model has no initial state"
      ]
    }
    guard exploration.tookNoStep else { return [] }
    let cutter = exploration.statistics.isCutByBoundary ? "boundary" : "scenario"
    return [
      isCut
        ? "nothing happens: the \(cutter) cuts off every step"
        : "nothing happens: no step is possible where behaviours begin"
    ]
  }

  static func ofRuns(_ statistics: SearchStatistics) -> [String] {
    guard statistics.runs > 0 else { return [] }
    if statistics.generatedStates == 0 {
      return ["no run could begin: no initial state lies within the boundary"]
    }
    guard statistics.maxDepth == 1 else { return [] }
    return [
      statistics.boundaryCuts > 0
        ? "nothing happens: the boundary or the scenario cuts off every step"
        : "nothing happens: no step is possible where behaviours begin"
    ]
  }
}
