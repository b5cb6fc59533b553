import PaxcheckCatalogue
import PaxcheckJSON
import PaxcheckReport

extension Subcommand {
  /// What models there are, and what is known about one.
  static let models = Subcommand(
    name: "models",
    summary: "list the models, or a model's parameters, properties and mutations",
    usage: "[MODEL] [options]",
    operands: .model(parameters: false),
    examples: [
      Example(command: "paxcheck models", purpose: "list all models"),
      Example(
        command: "paxcheck models single-decree-paxos",
        purpose: "see what can be chosen, what is claimed, which bugs can be planted"),
      Example(command: "paxcheck models --format json", purpose: "all of it, for programs"),
    ],
    options: [
      Option<ModelFormat>.modelFormat.description, Option<ColourChoice>.color.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    let all = try session.catalogue
    let wanted =
      invocation.operands.isEmpty
      ? all.models : [try ModelRequest(invocation.operands, in: all).description]
    let pages = try wanted.map { description throws(CommandFailure) in
      ModelPage(description, try ModelRequest([description.name], in: all).instance())
    }
    let style = session.console.style(invocation[.color])
    switch invocation[.modelFormat] ?? .text {
    case .json:
      let document: JSONValue = ["version": 1, "models": .array(pages.map(\.json))]
      try session.console.write(document.text)
    case .text where invocation.operands.isEmpty:
      try session.console.write(ModelList(all).text(style))
    case .text:
      try session.console.write(pages.map { $0.text(style) }.joined(separator: "\n"))
    }
    return .asExpected
  }
}

/// How models are described.
private enum ModelFormat: String, CaseIterable {
  case text
  case json
}

extension Option<ModelFormat> {
  fileprivate static var modelFormat: Self { Option("--format", "how to write it (default text)") }
}
