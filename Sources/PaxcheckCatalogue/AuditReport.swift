public import PaxcheckModel

/// Whether a checker would notice if a model were wrong: what it finds in the model, and in each of
/// its mutants.
public struct AuditReport: Sendable {
  /// A part of the model, and what searches found there.
  public struct Configuration: Sendable {
    /// Where a mutation shows, as `Mutation.place` says it; empty for the default parameters.
    public let place: String
    public let report: CheckReport
    /// The search of the model with parts that ignore all messages, if it has messages.
    public let ignoringMessages: CheckReport?
    /// Where the model comes to a standstill, if it does and no claim of it says which ends are meant.
    public let standstill: PropertyReport?
  }

  /// A mutation, and what searches found with it and without it, where it shows.
  public struct Case: Sendable {
    public let mutation: Mutation
    /// The search of the model without the mutation.
    public let sound: CheckReport
    /// The search of the mutant.
    public let mutant: CheckReport
    /// The search of the mutant that relies on no promise of its actors to ignore messages, unless its bug
    /// was caught without, or the model never relies on one.
    public let secondOpinion: SecondOpinion?
    /// How long the search of the mutant took.
    public let elapsed: Duration
  }

  /// How a mutant fared.
  public enum Finding: String, Sendable {
    /// The bug was found.
    case caught
    /// The bug was not found, though everything was looked at.
    case missed
    /// A harmless change was let pass.
    case passed
    /// A harmless change was reported, or the model is at fault without the mutation.
    case falseAlarm = "false alarm"
    /// A limit came first.
    case undecided
  }

  /// The name of the model's description.
  public let model: String
  /// The default parameters first, then the parts of the model in which mutations show, each once.
  public let configurations: [Configuration]
  /// One case for each mutation, in the order of the description.
  public let cases: [Case]
  /// Whether the search of each mutant was for the property alone that its bug breaks, and over as soon
  /// as that was violated.
  public let stopsWhenCaught: Bool

  /// The search of the model at its default parameters.
  public var report: CheckReport { configurations[0].report }

  /// Where the model at its default parameters comes to a standstill: no step is possible, and no `atEnd`
  /// property of it says whether that is meant. `nil` if it does not.
  public var standstill: PropertyReport? { configurations[0].standstill }

  /// The verdicts on all properties, each from the first configuration that makes the claim.
  public var properties: [PropertyReport] {
    var known: Set<String> = []
    return configurations.flatMap(\.report.properties).filter {
      known.insert($0.claim.name).inserted
    }
  }

  /// Whether a property turns out as expected although every message is ignored, wherever it is
  /// claimed. An `always` property does in any case, because less happens then: it is never at risk
  /// only if no mutation breaks it.
  public func needsNoMessages(_ claim: Claim) -> Bool {
    guard !claim.expectation.kind.isSafe else { return false }
    let verdicts = configurations.compactMap { $0.ignoringMessages?[claim.name] }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0.isAsExpected == true }
  }

  /// Whether every bug was caught and every harmless change passed: `false` if one did not, `nil` if
  /// one is open.
  public var isAsExpected: Bool? {
    let answers = [report.isUnrefuted] + cases.map(\.isAsExpected)
    if answers.contains(false) { return false }
    return answers.contains(nil) ? nil : true
  }

  /// The mutations that break a property, in the order of the description.
  public func mutations(breaking property: String) -> [Mutation] {
    cases.filter { $0.broken.contains { $0.claim.name == property } }.map(\.mutation)
  }

  /// The kinds of steps that happen in the model where mutations show, but not at its default
  /// parameters.
  public var actionsElsewhere: [String] {
    let fired = Set(report.statistics.actionCounts.keys)
    return actions.subtracting(fired).sorted()
  }

  /// The kinds of steps that were enabled, by a message sent or a timer set, and that never happened:
  /// their handler does nothing.
  public var actionsNowhere: [String] {
    let idle = configurations.flatMap(\.report.statistics.idleActions)
    return Set(idle).subtracting(actions).sorted()
  }

  private var actions: Set<String> {
    Set(configurations.flatMap(\.report.statistics.actionCounts.keys))
  }

  /// How many of the successors at the default parameters came from memory, without a call of a
  /// handler; `nil` where the engine does not say.
  public var memoHits: Ratio? {
    guard let calls = report.statistics.engineFigures["handler calls"] else { return nil }
    let steps = report.statistics.generatedStates
    guard steps > 0, calls <= steps else { return nil }
    return Ratio(steps - calls, steps)
  }
}
