package import PaxcheckExplanation
import PaxcheckModel
import PaxcheckTrace

extension Explanation {
  /// The explanation for people: each step with the difference that it made.
  ///
  /// - Parameters:
  ///   - showsCauses: Whether each step is followed by those that it depends on.
  ///   - showsStates: Whether each step is followed by the state that it leads to, as the last one is.
  package func text(
    _ style: TextStyle = .plain, showsCauses: Bool = false, showsStates: Bool = false
  ) -> String {
    var lines = [style.apply(.bold, to: "\(title)"), headline(style), ""]
    if decision == 0 { lines.append("  \(style.apply(.red, to: outcome)) in the first state") }
    if showsStates, !steps.isEmpty { lines += state(after: 0).map { "      \($0)" } }
    for step in steps {
      if step.number - 1 == trace.loopStart { lines.append("  the loop begins:") }
      lines += self.lines(of: step, style, showsCauses: showsCauses)
      if step.number == decision {
        let emphasis: TextStyle.Emphasis = trace.expectation.kind.asksForExample ? .green : .red
        lines.append(
          "      "
            + style.apply(emphasis, to: "⇒ \(outcome)\(diagnosis.map { ": \($0.headline)" } ?? "")")
        )
        lines += (diagnosis?.details ?? []).map { $0.isEmpty ? "" : "        \($0)" }
      }
      if showsStates, step.number < steps.count {
        lines += state(after: step.number).map { "      \($0)" }
      }
    }
    let legend = "the last step changed what is marked *, added + and removed −"
    lines += ["", steps.isEmpty ? "the first state" : "the last state; \(legend)"]
    lines += state(after: steps.count).map { "  \($0)" }
    lines.append("")
    lines += conclusions
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline(_ style: TextStyle) -> String {
    let emphasis: TextStyle.Emphasis = trace.expectation.kind.asksForExample ? .green : .red
    return "\(trace.expectation.rawValue) '\(trace.property)': "
      + style.apply(decision == nil ? .yellow : emphasis, to: verdict)
      + " in \(steps.count.counted("step"))"
  }

  /// What the deciding state does: "'agreement' is violated".
  package var outcome: String { "'\(trace.property)' is \(verdict)" }

  /// A step with the difference that it made, in lines.
  package func text(of step: Step, _ style: TextStyle) -> String {
    lines(of: step, style, showsCauses: false).map { "\($0)\n" }.joined()
  }

  private func lines(of step: Step, _ style: TextStyle, showsCauses: Bool) -> [String] {
    let origin = step.sentIn.map { " (\($0 == 0 ? "there from the start" : "sent in step \($0)"))" }
    let title =
      "\(step.number < 10 ? " " : "")\(step.number). \(step.action)"
      + style.apply(.faint, to: origin ?? "")
    var details = step.changes.map { $0.shortened(to: 100).description }
    details += step.details?.sent.map { "sends \($0)" } ?? []
    details += step.recorded.map { "records \($0)" }
    if details.isEmpty { details = [step.details?.sort == .loss ? "is lost" : "changes nothing"] }
    if showsCauses, !step.causes.isEmpty {
      let numbers = step.causes.map(String.init).joined(separator: ", ")
      details.append("depends on \(numbers)")
    }
    return [title] + details.map { "      \($0)" }
  }

  /// A table for each participant, one for the history and one for the network, in lines.
  private func state(after step: Int) -> [String] {
    let network = participants.isEmpty ? [] : network(after: step).lines
    return tables(after: step).flatMap(\.lines) + network
  }

  /// What there is to be said about the behaviour as a whole, a line each.
  package var conclusions: [String] {
    var lines = notes
    if let start = trace.loopStart {
      lines.append("step \(start + 1) follows the last, for ever")
    }
    if let pointOfNoReturn {
      lines.append("point of no return: \(sentence(about: pointOfNoReturn))")
    }
    return lines
  }

  private func sentence(about point: PointOfNoReturn) -> String {
    let verb = trace.expectation.kind.asksForExample ? "leads to" : "violates"
    let fate = "every continuation \(verb) '\(trace.property)'"
    switch point {
    case .after(0, _): return "the first state; \(fate)"
    case .after(let step, _) where step > steps.count:
      return "none; the behaviour could still leave its loop"
    case .after(let step, let alternative):
      let place = "step \(step); from there on \(fate)"
      return alternative.map { "\(place)\n  another way at that point: \($0)" } ?? place
    case .atLatest(let step, let reason):
      return "step \(step) at the latest; whether it comes earlier is undecided: \(reason)"
    }
  }
}
