import PaxcheckCatalogue
import PaxcheckModel
import PaxcheckReport
import PaxcheckRuntime
import PaxcheckTrace

extension Subcommand {
  /// Records of real runs, compared with their model.
  static let validate = Subcommand(
    name: "validate",
    summary: "tell whether a real run is a behaviour of its model",
    usage: "FILE… [name=value …] [options]",
    operands: .files,
    examples: [
      Example(
        command: "paxcheck validate run.log",
        purpose: "the record that 'paxcheck spawn --record run.log' wrote"),
      Example(
        command: "paxcheck validate node0.log node1.log node2.log",
        purpose: "one run, recorded by three processes"),
      Example(
        command: "paxcheck validate run.log mutation=none",
        purpose: "against the model with another parameter than the one that ran"),
    ],
    options: [Option<Bool>.quiet.description, Option<Bool>.help.description]
  ) { (invocation, session) throws(CommandFailure) in
    let files = invocation.operands.filter { !isAssignment($0) }
    guard let first = files.first else {
      let command = "\(session.program) validate FILE"
      throw .usage("no record is given; write '\(command)', and ./FILE if its name has a '='")
    }
    let record = try readRecord(first, files.dropFirst())
    let overrides = invocation.operands.filter(isAssignment)
    let instance = try instance(of: record.model, overrides, in: session.catalogue)
    let validation = try orMalformed { () throws(RuntimeError) in
      try record.validate(against: instance.model)
    }
    if !invocation[.quiet] {
      for place in record.tornLines {
        session.console.writeError(
          "\(session.program) validate: \(place): the line is torn and passed over\n")
      }
    }
    if validation.isAsExpected != true || !invocation[.quiet] {
      let model = ModelReference(brief: instance.name, instance.arguments).description
      try session.console.write(validation.text(model: model))
    }
    return ExitStatus(isAsExpected: validation.isAsExpected)
  }

  /// Whether a word is `name=value`, and not the path of a file with an equals sign in it.
  private static func isAssignment(_ word: String) -> Bool {
    word.contains("=") && !word.contains("/")
  }

  /// One record of files that belong together.
  private static func readRecord(
    _ first: String, _ others: ArraySlice<String>
  ) throws(CommandFailure) -> RunRecord {
    var record = try readRecord(first)
    for file in others {
      let other = try readRecord(file)
      try orMalformed { () throws(RuntimeError) in try record.add(other, file: file) }
    }
    return record
  }

  private static func readRecord(_ file: String) throws(CommandFailure) -> RunRecord {
    let bytes = try TextFile.bytes(file)
    return try orMalformed { () throws(RuntimeError) in try RunRecord(parsing: bytes, file: file) }
  }

  private static func orMalformed<Result>(
    _ body: () throws(RuntimeError) -> Result
  ) throws(CommandFailure) -> Result {
    do throws(RuntimeError) {
      return try body()
    } catch {
      throw CommandFailure(.malformedInput, error.description)
    }
  }

  /// The model that ran, with other values for some of its parameters.
  private static func instance(
    of model: String, _ overrides: [String], in catalogue: ModelCatalogue
  ) throws(CommandFailure) -> ModelInstance {
    let words = model.split(separator: " ").map(String.init)
    let names = overrides.map { $0.prefix { $0 != "=" } }
    let kept = words.dropFirst().filter { !names.contains($0.prefix { $0 != "=" }) }
    do {
      return try catalogue.model(named: words.first ?? "").instance(kept + overrides)
    } catch {
      throw CommandFailure(.malformedInput, "the record is of '\(model)': \(error)")
    }
  }
}

extension RunProgress.Outcome {
  fileprivate var text: String {
    self == .violated ? "VIOLATED: nothing that can happen makes it true" : rawValue
  }
}

extension RunValidation {
  /// The verdict, and what there is to see where the run leaves the model.
  fileprivate func text(model: String) -> String {
    if isBehaviour == nil { return "UNDECIDED: no step is recorded to compare with \(model)\n" }
    guard let mismatch else {
      return "a behaviour of \(model): \(steps.counted("step")) of \(actors.counted("actor")), "
        + "\(delivered.grouped) of \(sent.counted("message")) delivered\n"
        + progress.map { "  \($0.property): \($0.outcome.text)\n" }.joined()
    }
    let event = mismatch.entry.event
    var lines = [
      "no behaviour of \(model)",
      "\(mismatch.entry.place): step \(event.step) of actor \(event.actor)"
        + (event.incarnation > 1 ? " since its restart \(event.incarnation - 1)" : "")
        + ": \(event.event)",
      "  \(mismatch.reason)",
    ]
    lines += mismatch.differences.map { "    \($0)" }
    if mismatch.differences.isEmpty {
      lines.append("  the model offers to actor \(event.actor):")
      let rest = mismatch.offered.count - 10
      lines += mismatch.offered.prefix(10).map { "    \($0)" }
      if rest > 0 { lines.append("    and \(rest) more") }
      if mismatch.offered.isEmpty { lines.append("    nothing") }
    }
    lines.append("  before that: \(steps.counted("step")) as in the model")
    return lines.joined(separator: "\n") + "\n"
  }
}
