import PaxcheckCatalogue
import PaxcheckExplanation
import PaxcheckJSON
import PaxcheckReport
import PaxcheckSearch
import PaxcheckTrace

extension Subcommand {
  /// Traces, explained.
  static let show = Subcommand(
    name: "show",
    summary: "explain a trace step by step, or draw it",
    usage: "TRACE… [options]",
    operands: .files,
    examples: [
      Example(
        command: "paxcheck show traces/single-decree-paxos/linearizable.trace",
        purpose: "each step with the difference that it made, and where it was too late"),
      Example(
        command: "paxcheck show bug.trace --states",
        purpose: "the same, with every state as a table for each actor"),
      Example(
        command: "paxcheck show bug.trace --format html > bug.html",
        purpose: "one page to travel in time with, in any browser, without a network"),
      Example(
        command: "paxcheck show bug.trace --format mermaid",
        purpose: "a diagram for a pull request: put it into a block marked 'mermaid'"),
      Example(
        command: "paxcheck show long.trace --causal --reorder",
        purpose: "only the steps that matter, sorted so that participants take long turns"),
    ],
    options: [
      Option<Bool>.causal.description,
      Option<Bool>.reorder.description,
      Option<Bool>.states.description,
      Option<Int>.lookahead.description,
      Option<TraceOutput>.traceFormat.description,
      Option<ColourChoice>.color.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let files = invocation.operands
    guard !files.isEmpty else {
      throw .usage("no trace is given; write '\(session.program) show FILE'")
    }
    let format = invocation[.traceFormat] ?? .text
    if format.isOneDocument, files.count > 1 {
      throw .usage(
        "'--format \(format.rawValue)' makes one document; give one trace, not \(files.count)")
    }
    var explanations: [(file: String, explanation: Explanation)] = []
    for file in files {
      let explanation = try explain(file, invocation, session)
      explanations.append((file, explanation))
    }
    let style = session.console.style(invocation[.color])
    let text: String
    switch format {
    case .text:
      text = explanations.map {
        $1.text(
          style, showsCauses: invocation[.causal], showsStates: invocation[.states])
      }
      .joined(separator: "\n")
    case .json:
      let traces = explanations.map { file, explanation in
        JSONValue.object(["file": .string(file), "explanation": explanation.json])
      }
      let document: JSONValue = ["command": "show", "version": 1, "traces": .array(traces)]
      text = document.text
    case .mermaid: text = explanations[0].explanation.mermaid
    case .svg: text = explanations[0].explanation.svg
    case .html: text = ExplanationPage(explanations[0].explanation).html
    case .itf: text = explanations[0].explanation.itf.text
    }
    try session.console.write(text)
    return session.stop.isRequested ? .undecided : .asExpected
  }

  private static func explain(
    _ file: String, _ invocation: Invocation, _ session: Session
  ) throws(CommandFailure) -> Explanation {
    let trace = try Trace(file: file)
    let catalogue = try session.catalogue
    var request = ExplanationRequest()
    request.leavesOutIrrelevant = invocation[.causal]
    request.reorders = invocation[.reorder]
    request.stop = session.stop
    request.maxStates = invocation[.lookahead] ?? request.maxStates
    do {
      return try catalogue.instance(of: trace.model).explain(trace, request)
    } catch let error as ReplayError {
      let line = error.step.map { ":\(trace.line(ofStep: $0))" } ?? ""
      throw CommandFailure(.unexpected, "\(file)\(line): \(error)")
    } catch {
      throw CommandFailure(.malformedInput, "\(file): \(error)")
    }
  }
}

/// How an explained trace is written.
private enum TraceOutput: String, CaseIterable {
  case text
  case json
  case mermaid
  case svg
  case html
  case itf

  /// Whether two traces written one after the other would be no document.
  var isOneDocument: Bool { self != .text && self != .json }
}

extension Option<TraceOutput> {
  fileprivate static var traceFormat: Self {
    Option("--format", "how to write it (default text)")
  }
}

extension Option<Bool> {
  fileprivate static var causal: Self {
    Option(flag: "--causal", "leave out steps that the verdict does not depend on")
  }
  fileprivate static var states: Self {
    Option(flag: "--states", "in text, tell the state after every step, and not only the last")
  }
  fileprivate static var reorder: Self {
    Option(flag: "--reorder", "let independent steps change places, for fewest switches")
  }
}

extension Option<Int> {
  fileprivate static var lookahead: Self {
    Option(
      "--max-states", 1...Int.max,
      "look at N states for the point of no return (default 20000)")
  }
}
