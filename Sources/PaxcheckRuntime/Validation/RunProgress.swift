import PaxcheckActors
import PaxcheckModel

/// What became of a `leadsTo` property in a recorded run.
public struct RunProgress: Hashable, Sendable {
  public enum Outcome: String, Sendable {
    /// Nothing asked for it.
    case neverAsked = "never asked for"
    /// Whatever was asked for came true.
    case answered
    /// What was asked for last was not true when the record ended, and can still become true.
    case open = "not answered by the end"
    /// What was asked for last was not true when the record ended, and nothing that can happen makes it true.
    case violated
  }

  /// The name of the property.
  public let property: String
  public let outcome: Outcome
}

extension ActorSystem {
  /// How many states that can follow a run are looked at for what it left unanswered.
  private static var limit: Int { 10_000 }

  /// What becomes of the `leadsTo` properties along a behaviour. What is no step of the system, because it
  /// changes nothing, is passed over.
  func progress(along actions: [Action]) -> [RunProgress] {
    let claims = properties.filter { $0.expectation == .leadsTo }
    guard !claims.isEmpty, let start = initialStates.first else { return [] }
    var state = start
    var isAsked = claims.map { _ in false }
    var isOpen = isAsked
    func look() {
      for (place, claim) in claims.enumerated() {
        if claim.origin?(state) == true { (isAsked[place], isOpen[place]) = (true, true) }
        if claim.condition(state) { isOpen[place] = false }
      }
    }
    look()
    for action in actions {
      take(action, in: &state)
      look()
    }
    return claims.indices.map { place in
      let outcome: RunProgress.Outcome =
        !isAsked[place]
        ? .neverAsked
        : !isOpen[place]
          ? .answered : canStillBeTrue(claims[place], after: state) ? .open : .violated
      return RunProgress(property: claims[place].name, outcome: outcome)
    }
  }

  /// Takes a step, after the losses of what it overtakes in its channel.
  private func take(_ action: Action, in state: inout State) {
    while !isEnabled(action, in: state) {
      guard case .deliver(let envelope) = action,
        let loss = self.actions(in: state).first(where: { loss in
          if case .drop(let lost) = loss {
            lost.source == envelope.source && lost.destination == envelope.destination
          } else {
            false
          }
        }), network.delivery == .ordered, let next = successor(of: state, after: loss)
      else { return }
      state = next
    }
    state = successor(of: state, after: action) ?? state
  }

  /// Whether something that can happen makes a property's condition true, as far as one can see.
  private func canStillBeTrue(_ property: Property<Self>, after state: State) -> Bool {
    var search = ValueSearch(
      self, for: .moment { property.condition($0.state) }, limit: Self.limit)
    if case .none = search.search(from: state) { return false }
    return true
  }
}
