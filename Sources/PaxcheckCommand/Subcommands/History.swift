import PaxcheckHistories
import PaxcheckJSON
import PaxcheckReport
import PaxcheckSearch

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
        command: "paxcheck history run.jsonl --format html > run.html",
        purpose: "see why not, in a browser"),
      Example(
        command: "paxcheck history run.edn --condition sequentially-consistent",
        purpose: "ask for less"),
    ],
    options: [
      Option<HistoryFormat>.input.description,
      Option<ObjectKind>.object.description,
      Option<FailureMeaning>.failed.description,
      Option<ConsistencyCondition>.condition.description,
      Option<Int>.maxConfigurations.description,
      Option<Duration>.timeout.description,
      Option<HistoryOutput>.historyFormat.description,
      Option<Bool>.quiet.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    guard !invocation.operands.isEmpty else {
      throw .usage("no history is given; write 'paxcheck history FILE'")
    }
    return try HistoryRun(invocation, session).run()
  }
}

/// How judged histories are written.
enum HistoryOutput: String, CaseIterable {
  case text
  case json
  case html
  case svg
}

/// What it means that a recorded operation failed.
enum FailureMeaning: String, CaseIterable {
  /// It took effect and was refused, such as a comparison that found another value.
  case refused
  /// It did not happen.
  case dropped
}

extension Option<HistoryFormat> {
  fileprivate static var input: Self {
    Option("--input", "how the files are written (default: told from their first line)")
  }
}

extension Option<ObjectKind> {
  fileprivate static var object: Self {
    Option("--object", "what the clients used (default: told from their operations)")
  }
}

extension Option<FailureMeaning> {
  fileprivate static var failed: Self {
    Option("--failed", "what ':fail' means (default: refused in logs, dropped in EDN and JSON)")
  }
}

extension Option<ConsistencyCondition> {
  fileprivate static var condition: Self {
    Option("--condition", "what to ask of the histories (default linearizable)")
  }
}

extension Option<HistoryOutput> {
  fileprivate static var historyFormat: Self {
    Option("--format", "how to write the result (default text)")
  }
}

extension Option<Int> {
  fileprivate static var maxConfigurations: Self {
    Option(
      "--max-configurations", 1...Int.max,
      "give up on a key after N configurations (default 8000000, about 500 MB)")
  }
}

/// The judgement of some files.
private struct HistoryRun {
  private let invocation: Invocation
  private let session: Session
  private let reader: HistoryReader
  private let checker: HistoryChecker

  init(_ invocation: Invocation, _ session: Session) {
    self.invocation = invocation
    self.session = session
    var reader = HistoryReader()
    reader.format = invocation[.input]
    reader.object = invocation[.object]
    reader.failuresTookEffect = invocation[.failed].map { $0 == .refused }
    self.reader = reader
    var checker = HistoryChecker()
    checker.condition = invocation[.condition] ?? .linearizable
    checker.limit = invocation[.maxConfigurations] ?? 8_000_000
    let deadline = invocation[.timeout].map { ContinuousClock.now + $0 }
    let stop = session.stop
    checker.shouldStop = { stop.isRequested || deadline.map { ContinuousClock.now > $0 } ?? false }
    self.checker = checker
  }

  func run() throws(CommandFailure) -> ExitStatus {
    var worst = ExitStatus.asExpected
    var rows: [JSONValue] = []
    var page = HistoryPage()
    for file in invocation.operands {
      do throws(CommandFailure) {
        let start = ContinuousClock.now
        let report = try judge(file)
        worst = worse(worst, ExitStatus(isAsExpected: report.isAsExpected))
        switch invocation[.historyFormat] ?? .text {
        case .text:
          if invocation[.quiet] && report.isAsExpected == true { continue }
          try session.console.write(report.text(name: file))
        case .json: rows.append(report.json(file: file, elapsed: ContinuousClock.now - start))
        case .html: page.add(report, name: file)
        case .svg: try session.console.write(HistoryPicture(of: report).svg(report.history))
        }
      } catch  where invocation.operands.count > 1 {
        session.console.writeError("paxcheck history: \(error.message)\n")
        worst = worse(worst, error.status)
      }
    }
    switch invocation[.historyFormat] {
    case .json:
      let object: JSONValue = ["command": "history", "histories": .array(rows), "version": 1]
      try session.console.write(object.text)
    case .html: try session.console.write(page.html)
    case .text, .svg, nil: break
    }
    return worst
  }

  private func judge(_ file: String) throws(CommandFailure) -> HistoryReport {
    do {
      return checker.check(try reader.read(path: file))
    } catch let error as HistoryFileError {
      let place = error.line == 0 ? file : "\(file):\(error.line)"
      throw CommandFailure(.malformedInput, "\(place): \(error.message)")
    } catch let error as HistoryAccessError {
      throw CommandFailure(error.isMissing ? .noInput : .inputOutput, error.description)
    } catch {
      throw CommandFailure(.software, "\(file): \(error)")
    }
  }

  /// A finding beats an open question, and what could not be judged at all beats both.
  private func worse(_ one: ExitStatus, _ other: ExitStatus) -> ExitStatus {
    let order: [ExitStatus] = [.asExpected, .undecided, .unexpected]
    let ranks = [one, other].map { order.firstIndex(of: $0) ?? Int($0.rawValue) }
    return ranks[1] > ranks[0] ? other : one
  }
}

extension HistoryReport {
  fileprivate var isAsExpected: Bool? {
    switch verdict {
    case .consistent: true
    case .inconsistent: false
    case .undecided: nil
    }
  }

  fileprivate func json(file: String, elapsed: Duration) -> JSONValue {
    var members: [String: JSONValue] = [
      "file": .string(file), "object": .string(history.object.rawValue),
      "condition": .string(condition.rawValue), "verdict": .string(headline),
      "operations": .integer(history.operations.count), "clients": .integer(history.clientCount),
      "keys": .integer(history.keyCount), "configurations": .integer(effort),
      "seconds": .seconds(elapsed), "isConsistent": isAsExpected.map { .bool($0) } ?? .null,
    ]
    if let conflict {
      members["conflict"] = [
        "line": .integer(line(of: conflict.culprit)),
        "operation": .string(history.text(of: conflict.culprit)),
        "possibleAnswers": .array(conflict.possibleAnswers.map { .string($0) }),
        "contradictingLines": .array(conflict.conflicting.map { .integer(line(of: $0)) }),
        "explainedBefore": .integer(conflict.partialOrder.count),
      ]
    }
    return .object(members)
  }

  private func line(of operation: Int) -> Int { Int(history.operations[operation].line) }
}
