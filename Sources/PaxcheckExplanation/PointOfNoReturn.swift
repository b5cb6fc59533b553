package import PaxcheckModel
import PaxcheckTrace

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
  /// - Parameters:
  ///   - last: The number of steps after which the property is decided.
  ///   - limit: How many states to look at.
  ///   - isStopped: Whether somebody wants it to end.
  package init<M: Model>(
    _ path: Path<M>, last: Int, deciding property: Property<M>, of model: M, limit: Int,
    isStopped: @escaping () -> Bool = { false }
  ) {
    let states = path.states
    let canEscape: (Int) -> Escape
    switch property.expectation {
    case .always, .sometimes:
      let isExample = property.expectation == .sometimes
      var search = AvoidanceSearch(
        model, avoiding: { property.condition($0) == isExample }, limit: limit,
        isStopped: isStopped)
      canEscape = { Escape(search.search(from: states[$0])) }
    case .atEnd:
      var search = AvoidanceSearch(
        model, avoiding: { !property.condition($0) && model.isEnd($0) }, limit: limit,
        isStopped: isStopped)
      canEscape = { Escape(search.search(from: states[$0])) }
    case .eventually, .alwaysPossible:
      var search = ReachSearch(model, for: property.condition, limit: limit, isStopped: isStopped)
      canEscape = { Escape(search.search(from: states[$0])) }
    }
    let isDecidedThere = property.expectation != .eventually
    var point = isDecidedThere ? last : last + 1
    while point > 0 {
      switch canEscape(point - 1) {
      case .no: point -= 1
      case .yes(let step):
        self = .after(point, alternative: step)
        return
      case .unknown(let reason):
        self = .atLatest(point, reason)
        return
      }
    }
    self = .after(0, alternative: nil)
  }
}

/// Whether there is another way, and how it begins.
private enum Escape {
  case yes(firstStep: String?)
  case no
  case unknown(UndecidedReason)

  init<M: Model>(_ answer: AvoidanceSearch<M>.Answer) {
    switch answer {
    case .possible(let path): self = .yes(firstStep: path.firstStep)
    case .impossible: self = .no
    case .undecided(let reason): self = .unknown(reason)
    }
  }

  init<M: Model>(_ answer: ReachSearch<M>.Answer) {
    switch answer {
    case .reached(let path): self = .yes(firstStep: path.firstStep)
    case .unreachable: self = .no
    case .undecided(let reason): self = .unknown(reason)
    }
  }
}

extension Path {
  fileprivate var firstStep: String? { steps.first.map { actionText($0.action) } }
}
