/// What it is in a state that decides a property, for people.
public struct Diagnosis: Hashable, Sendable {
  /// What is violated, where that is something else than the property's name says, such as a `malformed
  /// history`; `nil` otherwise.
  public var violation: String?
  /// What decides, in a sentence without a full stop.
  public var summary: String
  /// What there is to be said beyond that, line by line; drawings among it take several lines.
  public var details: [String]
  /// A drawing as an SVG image, if there is one.
  public var picture: String?

  public init(
    _ summary: String, violation: String? = nil, details: [String] = [], picture: String? = nil
  ) {
    self.summary = summary
    self.violation = violation
    self.details = details
    self.picture = picture
  }

  /// What is violated and why, in a line.
  public var headline: String { (violation.map { "\($0): " } ?? "") + summary }
}

/// A state of which a part may be wrong by itself, whatever property is asked for.
package protocol DiagnosableState {
  /// What is wrong with the part, and the state as if nothing had happened to it; `nil` if nothing is
  /// wrong.
  var defect: (diagnosis: Diagnosis, without: Self)? { get }
}

extension Property {
  /// What it is in a state that violates the property, or is an example of it.
  ///
  /// A property that does not say is violated by a defect of the state if it would hold without.
  @usableFromInline package func diagnosis(of state: M.State) -> Diagnosis? {
    if let explanation { return explanation(state) }
    let kind = expectation.kind
    guard !kind.asksForExample, [.state, .end].contains(kind.decider), !condition(state),
      let state = state as? any DiagnosableState
    else { return nil }
    return defect(of: state)
  }

  private func defect(of state: some DiagnosableState) -> Diagnosis? {
    guard let (diagnosis, sound) = state.defect, let sound = sound as? M.State, condition(sound)
    else { return nil }
    return diagnosis
  }
}
