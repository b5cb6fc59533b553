public import PaxcheckModel

/// Watches the states of one run for those that decide a property.
@usableFromInline
struct PropertyWatch<M: Model> {
  /// A property still to be decided, by its index.
  @usableFromInline typealias Entry = (index: Int, property: Property<M>)

  /// What the run has decided.
  @usableFromInline var hits: [RunResult.Hit] = []
  @usableFromInline var statewise: [Entry]
  /// The properties of which the run must show that their condition is true at some moment.
  @usableFromInline var eventual: [Entry]
  /// The properties that the end of the run decides.
  @usableFromInline let final: [Entry]
  /// The states of the run, as long as one that comes again would close a loop.
  @usableFromInline var seen: Set<M.State> = []
  /// The state before.
  @usableFromInline var last: M.State?

  @inlinable
  init(_ properties: [Entry]) {
    statewise = properties.filter { $0.property.expectation.isAboutSingleStates }
    eventual = properties.filter { $0.property.expectation == .eventually }
    final = properties.filter { $0.property.expectation == .atEnd }
  }

  /// The run is in a state, after so many steps.
  @inlinable
  mutating func visit(_ state: M.State, step: Int) {
    for place in statewise.indices.reversed() {
      let (index, property) = statewise[place]
      if let last, let isUnaffected = property.isUnaffected, isUnaffected(last, state) { continue }
      if property.condition(state) == (property.expectation == .sometimes) {
        hits.append(RunResult.Hit(property: index, step: step))
        statewise.remove(at: place)
      }
    }
    last = state
    guard !eventual.isEmpty else { return }
    eventual.removeAll { $0.property.condition(state) }
    if !eventual.isEmpty, !seen.insert(state).inserted { violateEventual(step: step) }
  }

  /// Whether it matters if the run ends where the model does.
  @inlinable
  var waitsForEnd: Bool { !eventual.isEmpty || !final.isEmpty }

  /// The run has come to where the model ends, in a state, after so many steps.
  @inlinable
  mutating func end(_ state: M.State, step: Int) {
    violateEventual(step: step)
    for (index, property) in final where !property.condition(state) {
      hits.append(RunResult.Hit(property: index, step: step))
    }
  }

  @inlinable
  mutating func violateEventual(step: Int) {
    for entry in eventual { hits.append(RunResult.Hit(property: entry.index, step: step)) }
    eventual = []
  }
}
