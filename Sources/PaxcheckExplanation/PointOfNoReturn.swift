package import PaxcheckModel

/// The first moment of a behaviour after which nothing can save it: every way to go on leads to what
/// the behaviour shows.
///
/// For an invariant that is a state that breaks it, for an example the example, for what must be true
/// at the end an end without it; for what must become or stay possible, that it never is again. A
/// behaviour goes on for as long as it can, but without fairness: it may go round in a circle for ever.
package enum PointOfNoReturn: Hashable, Sendable {
  /// After this many steps; one step earlier there was another way, which began like this.
  case after(Int, alternative: String?)
  /// After this many steps at the latest; the search gave up on the moment before.
  case atLatest(Int, UndecidedReason)
}

extension PointOfNoReturn {
  /// Goes backwards through a behaviour, because the last states have the fewest continuations.
  ///
  /// There is no such moment where a property depends on more than what follows one: on fairness, or on what
  /// was asked for before.
  ///
  /// - Parameters:
  ///   - last: The number of steps after which the property is decided.
  ///   - limit: How many states to look at.
  ///   - isStopped: Whether the search shall end.
  package init?<M: Model>(
    _ path: Path<M>, last: Int, deciding property: Property<M>, of model: M, limit: Int,
    isStopped: @escaping () -> Bool = { false }
  ) {
    let judge = Judge(model, property, isStopped: isStopped)
    guard judge.isLocal else { return nil }
    var search = judge.escapes(limit: limit)
    let states = path.states
    var point = judge.kind.decider == .behaviour ? last + 1 : last
    while point > 0 {
      switch search.search(from: states[point - 1]) {
      case .none: point -= 1
      case .found(let way):
        self = .after(point, alternative: way.steps.first.map { actionText($0.action) })
        return
      case .undecided(let reason):
        self = .atLatest(point, reason)
        return
      }
    }
    self = .after(0, alternative: nil)
  }
}
