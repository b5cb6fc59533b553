public import PaxcheckModel

/// A behaviour of a model, written down: what a model checker found, as text that people read, a
/// version control system compares, and a test replays.
///
/// ```text
/// paxcheck-trace 1
/// model: two-phase-commit rms=3
/// property: sometimes all commit
///  1. prepare(0)
///  2. receiveVote(0)
/// ```
///
/// The steps are the texts of the model's actions. There is nothing in a trace that changes from one
/// recording to the next. A trace of a `sometimes` property shows the example, one of any other
/// property shows that it is violated.
///
/// Optional lines before the steps are `start: N`, the number of the initial state, counted from 0, of
/// a model that has several, `scenario: NAME`, within which the behaviour was found, and
/// `expect: fixed`, which says that the trace shall no longer show what it once showed. Lines
/// `fairness: RULE` name the rules of fairness that a behaviour keeps which goes on for ever; a replay asks
/// the model for its rules. A line `loop:` stands before the first step of the part that repeats for ever.
///
/// In a text a backslash is written `\\`, a line break `\n`, and every other character that could not
/// be seen, a space at either end included, `\u{…}` with its code point.
public struct Trace: Hashable, Sendable {
  /// The model of which this is a behaviour.
  public var model: ModelReference
  /// What kind of claim the behaviour decides.
  public var expectation: Expectation
  /// The name of the property that makes the claim.
  public var property: String
  /// The name of the scenario within which the behaviour was found. A replay does not need it.
  public var scenario: String?
  /// Whether the behaviour shall no longer show what it once showed.
  public var expectsFixed: Bool
  /// The rules of fairness that the behaviour keeps, where the claim is about behaviours that go on for ever.
  public var fairness: [String]
  /// The index of the initial state, or `nil` where the model has only one.
  public var start: Int?
  /// The texts of the actions, in order.
  public var steps: [String]
  /// For a behaviour that repeats for ever: how many steps come before the loop begins.
  public var loopStart: Int?

  public init(
    model: ModelReference, expectation: Expectation, property: String,
    scenario: String? = nil, expectsFixed: Bool = false, fairness: [String] = [],
    start: Int? = nil, steps: [String],
    loopStart: Int? = nil
  ) {
    Mistake.unless(
      loopStart.map { steps.indices.contains($0) } ?? true,
      "a loop begins before the last of \(steps.count) steps, not after \(loopStart ?? 0)")
    Mistake.unless(start ?? 0 >= 0, "an initial state has an index, not \(start ?? 0)")
    self.model = model
    self.expectation = expectation
    self.property = property
    self.scenario = scenario
    self.expectsFixed = expectsFixed
    self.fairness = fairness
    self.start = start
    self.steps = steps
    self.loopStart = loopStart
  }

  /// Writes down a path that decides a property of `model`.
  public init<M: Model>(
    _ path: Path<M>, deciding property: Property<M>, of model: M, named reference: ModelReference
  ) {
    let initialStates = model.initialStates
    self.init(
      model: reference, expectation: property.expectation, property: property.name,
      fairness: property.expectation.kind.decider == .behaviour
        ? model.fairness.map(\.description) : [],
      start: initialStates.count > 1 ? initialStates.firstIndex(of: path.initialState) : nil,
      steps: path.actions.map { actionText($0) }, loopStart: path.loopStart)
  }
}

extension Trace: CustomStringConvertible {
  /// The canonical text, which ends with a line break.
  public var description: String {
    var text = """
      \(Trace.title) \(Trace.version)
      model: \(model)
      property: \(expectation.rawValue) \(TraceText.line(property))

      """
    if let scenario { text += "scenario: \(TraceText.line(scenario))\n" }
    if expectsFixed { text += "expect: fixed\n" }
    for rule in fairness { text += "fairness: \(TraceText.line(rule))\n" }
    if let start { text += "start: \(start)\n" }
    for (index, step) in steps.enumerated() {
      if index == loopStart { text += "loop:\n" }
      // Aligned up to 99 steps and not beyond, so that one step more changes one line only.
      text += index < 9 ? " \(index + 1)." : "\(index + 1)."
      text += step.isEmpty ? "\n" : " \(TraceText.line(step))\n"
    }
    return text
  }

  /// The line of the canonical text, counted from 1, on which a step stands; also counted from 1.
  ///
  /// Step 0, the initial state, is the line of the first step.
  public func line(ofStep step: Int) -> Int {
    let header =
      3 + (scenario == nil ? 0 : 1) + (expectsFixed ? 1 : 0) + fairness.count
      + (start == nil ? 0 : 1)
    let step = max(1, step)
    return header + step + (loopStart.map { $0 < step } == true ? 1 : 0)
  }

  /// A name for a file with this trace: that of the property, its words in lower case with hyphens, or
  /// `property` if it has none.
  public var fileName: String { "\(Self.fileStem(property)).trace" }

  /// Names for files with traces of several properties, each another one: of those with the same words
  /// the second gets `-2`, and so on.
  public static func fileNames(of properties: [String]) -> [String] {
    var stems: [String] = []
    for stem in properties.map(fileStem) {
      var unique = stem
      var number = 1
      while stems.contains(unique) {
        number += 1
        unique = "\(stem)-\(number)"
      }
      stems.append(unique)
    }
    return stems.map { "\($0).trace" }
  }

  private static func fileStem(_ property: String) -> String {
    let words = property.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.isEmpty ? "property" : words.joined(separator: "-")
  }

  static let title = "paxcheck-trace"
  static let version = "1"
}
