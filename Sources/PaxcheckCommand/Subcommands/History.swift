import PaxcheckHistories

extension Subcommand {
  /// Recorded histories, judged.
  static let history = Subcommand(
    name: "history",
    summary: "judge recorded histories: is there an order that explains every answer?",
    usage: "FILE… [options]",
    operands: .files,
    examples: [
      Example(command: "paxcheck history jepsen/history.edn", purpose: "is it linearizable?"),
      Example(
        command: "gunzip -c history.edn.gz | paxcheck history -",
        purpose: "the same from a pipe; '-' is the standard input"),
      Example(
        command: "paxcheck history run.jsonl --format html > run.html",
        purpose: "see why not, in a browser"),
      Example(
        command: "paxcheck history run.edn --condition sequentially-consistent",
        purpose: "ask for less"),
      Example(
        command: "paxcheck history logs/*.log --format junit --timeout 1m",
        purpose: "for a build server; give up a file after a minute"),
      Example(
        command: "echo 'a: |- write 1 -| |- read > nil -|' | paxcheck history -",
        purpose: "try a drawing; clients and their operations from left to right"),
    ],
    table: .init(title: "Objects:", rows: ObjectKind.allCases.map { ($0.rawValue, $0.usage) }),
    options: [
      Option<HistoryFormat>.input.description,
      Option<ObjectKind>.object.description,
      Option<HistoryValue>.initial.description,
      Option<Int>.firstIndex.description,
      Option<FailureMeaning>.failed.description,
      Option<ConsistencyCondition>.condition.description,
      Option<Int>.maxConfigurations.description,
      Option<Int>.threads.description,
      Option<Duration>.timeout.description,
      Option<Int>.historyMemoryLimit.description,
      Option<HistoryOutput>.historyFormat.description,
      Option<Bool>.quietText.description,
      Option<Bool>.verbose.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    guard !invocation.operands.isEmpty else {
      throw .usage("no history is given; write '\(session.program) history FILE'")
    }
    let judge = HistoryFileJudge(invocation, session)
    var writer = try HistoryWriter(invocation, session)
    for file in invocation.operands { try writer.add(judge.judge(file)) }
    return try writer.finish()
  }
}
