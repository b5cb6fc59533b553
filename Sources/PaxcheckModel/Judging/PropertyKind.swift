/// A kind of property: what decides one, and how that is said.
///
/// This is the one table of the kinds. Searches, random runs, replays, explanations and reports ask it, so
/// a further kind is a case of `Expectation` with a row below, and what `Decider` it needs.
package struct PropertyKind: Sendable {
  /// What decides a property: what violates it, or is the example that it asks for.
  package enum Decider: Sendable {
    /// A state, whatever comes before it and after it.
    case state
    /// A step, whatever comes before it and after it.
    case step
    /// A state in which nothing more can happen.
    case end
    /// A state from which no way leads to one where the condition is true.
    case deadEnd
    /// A whole behaviour, up to its end or round a loop, on which something that must come true does not.
    case behaviour
  }

  package let decider: Decider
  /// Whether the property asks for an example, in which its condition is true. Any other one is decided by
  /// a counterexample, in which its condition is false.
  package let asksForExample: Bool
  /// What the last step of a deciding path shows.
  private let ending: String
  /// The same of a path without steps, and of one that ends in a loop.
  private let beginning: String?
  private let loop: String?
  private let staying: String?

  fileprivate init(
    _ decider: Decider, asksForExample: Bool = false, _ ending: String,
    atOnce beginning: String? = nil,
    inLoop loop: String? = nil, atRest staying: String? = nil
  ) {
    self.decider = decider
    self.asksForExample = asksForExample
    self.ending = ending
    self.beginning = beginning
    self.loop = loop
    self.staying = staying
  }
}

extension Expectation {
  /// The kind of the properties with this expectation.
  package var kind: PropertyKind {
    switch self {
    case .always:
      PropertyKind(.state, "the last step breaks it", atOnce: "the initial state breaks it")
    case .sometimes:
      PropertyKind(.state, asksForExample: true, "an example")
    case .eventually:
      PropertyKind(
        .behaviour, "the behaviour ends, and it was never true",
        inLoop: "follows the last, for ever, and it is never true",
        atRest: "nothing else need happen, and it was never true")
    case .leadsTo:
      PropertyKind(
        .behaviour, "the behaviour ends, and what was asked for is not true",
        inLoop: "follows the last, for ever, and what was asked for is never true",
        atRest: "nothing else need happen, and what was asked for is not true")
    case .infinitelyOften:
      PropertyKind(
        .behaviour, "the behaviour ends, and it is not true",
        inLoop: "follows the last, for ever, and it is not true any more",
        atRest: "nothing else need happen, and it is not true")
    case .eventuallyAlways:
      PropertyKind(
        .behaviour, "the behaviour ends, and it is not true",
        inLoop: "follows the last, for ever, and it becomes false again and again",
        atRest: "nothing else need happen, and it is not true")
    case .alwaysPossible:
      PropertyKind(.deadEnd, "nothing that can happen then makes it true")
    case .atEnd:
      PropertyKind(.end, "the behaviour ends, and it is not true")
    case .alwaysStep:
      PropertyKind(.step, "the last step breaks it")
    }
  }
}

extension PropertyKind {
  /// Whether a search decides a property when it first comes across what decides it, and need not know
  /// what follows.
  package var isDecidedAtOnce: Bool { decider == .state || decider == .step }

  /// Whether a model that can do less fulfils a property all the more.
  package var isSafe: Bool { isDecidedAtOnce && !asksForExample }

  /// Where along a path a property is true that the path does not decide.
  package var everywhere: String { decider == .step ? "of every step" : "in every state" }

  /// The verdict on a property that a path decides, in one word.
  package var verdict: String { asksForExample ? "reached" : "violated" }

  /// The verdict that a path proves.
  package func verdict<M: Model>(provedBy path: Path<M>) -> Verdict<M> {
    asksForExample ? .reached(path) : .violated(path)
  }

  /// What a deciding path of so many steps shows at its end, in a few words.
  ///
  /// - Parameter stays: Whether the model goes on, but the behaviour stays in its last state for ever.
  package func ending(afterSteps count: Int, loopStart: Int?, stays: Bool = false) -> String {
    if let loop, let loopStart { return "step \(loopStart + 1) \(loop)" }
    if stays, let staying { return staying }
    return count == 0 ? beginning ?? ending : ending
  }
}

extension Expectation {
  /// Whether the state in which a behaviour ends decides a property by its condition.
  package var isDecidedByEnd: Bool {
    switch self {
    case .atEnd, .alwaysPossible, .infinitelyOften, .eventuallyAlways: true
    case .always, .sometimes, .eventually, .alwaysStep, .leadsTo: false
    }
  }
}

extension [Expectation] {
  /// The places of those whose kinds fulfil a condition, a bit for each of the first 64.
  package func bits(where isMeant: (PropertyKind) -> Bool) -> UInt64 {
    places { isMeant($0.kind) }
  }

  /// The places of those that fulfil a condition, a bit for each of the first 64.
  package func places(where isMeant: (Expectation) -> Bool) -> UInt64 {
    var bits: UInt64 = 0
    for place in indices.prefix(64) where isMeant(self[place]) { bits |= 1 << UInt64(place) }
    return bits
  }

  /// The places of those that ask for an example.
  @usableFromInline package var examples: UInt64 { bits(where: \.asksForExample) }
}
