import PaxcheckModel

/// Why a model does not behave as a trace says.
public struct ReplayError: Error, Hashable, CustomStringConvertible {
  /// The first step that does not happen, counted from 1; `nil` where it is no single step.
  public let step: Int?
  /// What was expected, what is there instead, and what to do next; one or more lines.
  public let message: String

  public var description: String { message }

  private init(step: Int? = nil, _ message: String) {
    self.step = step
    self.message = message
  }
}

extension ReplayError {
  // MARK: The trace and the model do not belong together

  static func otherModel(inTrace: ModelReference, given: ModelReference) -> ReplayError {
    ReplayError(
      """
      the trace is of another model
        the trace is of: \(inTrace)
        the model is:    \(given)
      """)
  }

  static func unknownProperty(_ name: String, known: [String]) -> ReplayError {
    ReplayError(
      "the model has no property '\(name)'\(didYouMean(name, among: known)); "
        + (known.isEmpty ? "it has none" : "it has: \(known.joined(separator: ", "))"))
  }

  static func otherExpectation(
    of property: String, inTrace: Expectation, inModel: Expectation
  ) -> ReplayError {
    ReplayError(
      "'\(property)' is claimed '\(inModel.rawValue)' by the model, "
        + "and '\(inTrace.rawValue)' by the trace, which shows nothing about the model's claim")
  }

  static func startMissing(count: Int) -> ReplayError {
    ReplayError(
      "the model has \(count) initial states; "
        + "the trace must say with 'start: N' in which of them it begins, counted from 0")
  }

  static func noStart(_ start: Int, count: Int) -> ReplayError {
    ReplayError(
      "the trace begins in initial state \(start), counted from 0; the model has \(count) of them")
  }

  // MARK: A step does not happen

  static func notOffered(
    _ text: String, step: Int, isIgnored: Bool, offered: [String],
    before last: (text: String, change: StateDifference)?
  ) -> ReplayError {
    var lines = ["step \(step): the model does not offer '\(text)'"]
    if isIgnored { lines.append("  it lists this action, but here the action changes nothing") }
    lines.append("  \(offer(offered, closestTo: text))")
    if let last {
      lines.append("  step \(step - 1), '\(last.text)', still happens and changes:")
      lines += last.change.lines(limit: 12).map { "    " + $0 }
    }
    lines.append(advice)
    return ReplayError(step: step, lines.joined(separator: "\n"))
  }

  static func ambiguous(_ text: String, step: Int, _ difference: StateDifference) -> ReplayError {
    let lines =
      [
        "step \(step): the model offers several actions with the text '\(text)', "
          + "and they lead to different states:"
      ] + difference.lines(limit: 12).map { "    " + $0 } + [
        "  Give actions that do different things different descriptions."
      ]
    return ReplayError(step: step, lines.joined(separator: "\n"))
  }

  static func openLoop(after start: Int, end: Int, _ difference: StateDifference) -> ReplayError {
    let lines =
      [
        "step \(end): the loop does not close; "
          + "compared with the state after step \(start), where it begins, there is a difference:"
      ] + difference.lines(limit: 12).map { "    " + $0 } + [advice]
    return ReplayError(step: end, lines.joined(separator: "\n"))
  }

  // MARK: The trace does not show what it should

  static func nothingShown(_ trace: Trace) -> ReplayError {
    let name = trace.property
    let what =
      trace.expectation.kind.asksForExample
      ? "no state along the trace is an example of '\(name)'"
      : "'\(name)' is true \(trace.expectation.kind.everywhere) along the trace; the violation is gone"
    return ReplayError("\(what)\n\(gone(trace))")
  }

  static func fulfilled(_ property: String, after step: Int) -> ReplayError {
    let place = step == 0 ? "in the initial state" : "after step \(step)"
    return ReplayError(
      step: step,
      """
      '\(property)' is true \(place); the violation is gone
        If a bug was mended, say so with a line 'expect: fixed' before the steps.
      """)
  }

  static func goesOn(after step: Int, offered: [String]) -> ReplayError {
    ReplayError(
      step: step,
      """
      the trace ends after step \(step) and shows no loop, but there the model goes on
        \(offer(offered, closestTo: ""))
      \(advice)
      """)
  }

  static func unfair(_ reason: String, after step: Int) -> ReplayError {
    ReplayError(
      step: step,
      """
      what goes on for ever after the trace is not fair: \(reason)
        If the rule was added on purpose, say so with a line 'expect: fixed' before the steps.
      """)
  }

  static func stillPossible(
    _ property: String, after step: Int, by way: [String]
  ) -> ReplayError {
    guard !way.isEmpty else { return fulfilled(property, after: step) }
    let shown = way.prefix(8) + (way.count > 8 ? ["and \(way.count - 8) steps more"] : [])
    return ReplayError(
      step: step,
      """
      after step \(step) '\(property)' can still become true; the violation is gone
        The way there: \(shown.joined(separator: ", "))
        If a bug was mended, say so with a line 'expect: fixed' before the steps.
      """)
  }

  static func tooMuchPossible(
    _ property: String, after step: Int, states: Int
  ) -> ReplayError {
    ReplayError(
      step: step,
      """
      whether '\(property)' can become true after step \(step) is open: \(states) states that can \
      follow do not tell
        Check the model again, and record the trace of a smaller configuration.
      """)
  }

  static func stillShown(_ trace: Trace) -> ReplayError {
    let what = "is \(trace.expectation.kind.verdict)"
    return ReplayError(
      """
      '\(trace.property)' \(what) as it once was, and the trace expects that to be fixed
        If that is intended, delete the line 'expect: fixed'.
      """)
  }

  // MARK: Parts

  private static let advice = """
      The model has changed since the trace was recorded, or it is not deterministic.
      Record the trace again only if the change is intended.
    """

  private static func gone(_ trace: Trace) -> String {
    trace.expectation.kind.asksForExample
      ? advice : "  If a bug was mended, say so with a line 'expect: fixed' before the steps."
  }

  /// The actions offered, on one line if they fit, those first that look most like `text`.
  private static func offer(_ texts: [String], closestTo text: String) -> String {
    if texts.isEmpty { return "it offers nothing: this is a terminal state" }
    let limit = 8
    let shown = texts.enumerated()
      .map { (rank: text.isEmpty ? 0 : editDistance(text, $1), index: $0, text: $1) }
      .sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }
      .prefix(limit).map(\.text)
    let rest = texts.count > limit ? ["and \(texts.count - limit) more"] : []
    let line = "it offers: " + (shown + rest).joined(separator: ", ")
    return line.count <= 96
      ? line : "it offers:\n" + (shown + rest).map { "    " + $0 }.joined(separator: "\n")
  }
}
