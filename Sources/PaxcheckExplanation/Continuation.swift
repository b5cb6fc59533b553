package import PaxcheckModel
import PaxcheckTrace

/// What a search for a way on from a state came to.
package enum Continuation<M: Model> {
  /// This behaviour decides the property: it violates it, or is the example asked for.
  case found(Path<M>)
  /// Nothing that can happen decides the property.
  case none
  case undecided(UndecidedReason)
}

extension Model {
  /// Looks for a behaviour from a state on that decides a property, by the shortest way but for
  /// `eventually`, of which a behaviour that ends or goes round in a circle is found depth first.
  ///
  /// - Parameters:
  ///   - limit: How many states to look at.
  ///   - isStopped: Whether somebody wants it to end.
  /// - Returns: The answer, and how many states were looked at.
  package func continuation(
    from state: State, deciding property: Property<Self>, limit: Int,
    isStopped: @escaping () -> Bool = { false }
  ) -> (answer: Continuation<Self>, visited: Int) {
    func reach(_ condition: @escaping (State) -> Bool) -> (Continuation<Self>, Int) {
      var search = ReachSearch(self, for: condition, limit: limit, isStopped: isStopped)
      return (Continuation(search.search(from: state)), search.visited)
    }
    switch property.expectation {
    case .always: return reach { !property.condition($0) }
    case .sometimes: return reach(property.condition)
    case .atEnd: return reach { !property.condition($0) && isEnd($0) }
    case .eventually:
      var search = AvoidanceSearch(
        self, avoiding: property.condition, limit: limit, isStopped: isStopped)
      return (Continuation(search.search(from: state)), search.visited)
    case .alwaysPossible:
      var search = DeadEndSearch(
        self, for: property.condition, limit: limit, isStopped: isStopped)
      return (Continuation(search.search(from: state)), search.visited)
    }
  }
}

extension Continuation {
  fileprivate init(_ answer: ReachSearch<M>.Answer) {
    switch answer {
    case .reached(let path): self = .found(path)
    case .unreachable: self = .none
    case .undecided(let reason): self = .undecided(reason)
    }
  }

  fileprivate init(_ answer: AvoidanceSearch<M>.Answer) {
    switch answer {
    case .possible(let path): self = .found(path)
    case .impossible: self = .none
    case .undecided(let reason): self = .undecided(reason)
    }
  }
}
