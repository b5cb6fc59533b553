import PaxcheckModel
import PaxcheckStateSpace

/// Looks for a fair behaviour on which what must come true does not.
///
/// Such a behaviour stays, from some moment on, in a region of states; it ends there, stays in a state for
/// ever, or goes round a loop. The analysis is exact.
///
/// - Complexity: O(*v* + *e*) time and space for *v* states and *e* transitions of the region, times the
///   number of strong classes that must be avoided, which is small.
struct LivenessAnalysis {
  /// What the region shows.
  enum Result {
    case holds
    /// A path to the end of a behaviour or, with a loop, for ever: action numbers from an initial state.
    case violated(initialState: Int, actions: [UInt32], loopStart: Int?)
    /// Nothing, but behaviours leave the boundary, or the part that was searched.
    case cut(leavesSearch: Bool)
    /// There was a reason to stop, or the model failed.
    case stopped(UndecidedReason?)
  }

  private var region: Region
  private let limits: AnalysisLimits
  private let way: (_ rank: UInt32) -> (initialState: Int, actions: [UInt32])

  /// - Parameter way: The way in which a state was first reached.
  init(
    _ region: Region, limits: AnalysisLimits,
    way: @escaping (_ rank: UInt32) -> (initialState: Int, actions: [UInt32])
  ) {
    self.region = region
    self.limits = limits
    self.way = way
  }

  /// Whether nothing ever asked for what must come true, and which rules were about no step.
  var isVacuous: Bool { region.isVacuous }
  var isUsed: [Bool] { region.classes.isUsed }

  mutating func run() -> Result {
    switch region.build() {
    case .stopped(let reason): return .stopped(reason)
    case .end(let place):
      let stem = stem(to: place)
      return .violated(initialState: stem.initialState, actions: stem.actions, loopStart: nil)
    case .built: break
    }
    let bytes = StronglyConnectedComponents.byteCount(of: region.ranks.count)
    if let reason = limits.reason(growth: bytes) { return .stopped(reason) }
    var cycles = FairCycles(region)
    guard let members = cycles.first() else {
      return region.isCut || region.leavesSearch ? .cut(leavesSearch: region.leavesSearch) : .holds
    }
    let stem = stem(to: members[0])
    let loop = LassoBuilder(region, through: members).loop()
    return .violated(
      initialState: stem.initialState,
      actions: stem.actions + loop.map { region.action(of: $0.edge, from: $0.place) },
      loopStart: stem.actions.count)
  }

  /// The way to a place of the region, from an initial state.
  private func stem(to place: Int) -> (initialState: Int, actions: [UInt32]) {
    let (start, actions) = region.stem(to: place)
    let (initialState, before) = way(start)
    return (initialState, before + actions)
  }
}
