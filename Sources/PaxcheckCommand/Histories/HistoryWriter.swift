import PaxcheckConsistency
import PaxcheckHistories
import PaxcheckJSON
import PaxcheckReport

/// Writes what came of judging files: text as soon as it is known, other formats at the end.
///
/// What is wrong with a file is told on the standard error output. One file alone is the result of
/// the command; of several, the others go on.
struct HistoryWriter {
  private let invocation: Invocation
  private let session: Session
  private let format: HistoryOutput
  private var files: [JudgedFile] = []
  private var worst = ExitStatus.asExpected

  init(_ invocation: Invocation, _ session: Session) throws(CommandFailure) {
    self.invocation = invocation
    self.session = session
    format = invocation[.historyFormat] ?? .text
    guard format != .svg || invocation.operands.count == 1 else {
      throw .usage(
        "'--format svg' draws one history, but \(invocation.operands.count) are given; "
          + "'--format html' takes several")
    }
  }

  /// Adds a file.
  mutating func add(_ file: JudgedFile) throws(CommandFailure) {
    if case .failure(let failure) = file.result {
      if invocation.operands.count == 1 { throw failure }
      session.console.writeError(
        "\(session.program) history: \(failure.message.withoutLongWords)\n")
    }
    worst = worse(worst, file.status)
    if format == .text { try write(file) } else { files.append(file) }
  }

  private func write(_ file: JudgedFile) throws(CommandFailure) {
    if invocation[.quiet] && file.isAsExpected == true { return }
    switch file.result {
    case .report(let report): try session.console.write(report.text(name: file.name))
    case .unread: try session.console.write("\(file.name): \(file.headline)\n")
    case .failure: return
    }
    guard invocation[.verbose] else { return }
    try session.console.write(
      "  read in \(file.reading.secondsText) s, judged in \(file.judging.secondsText) s, "
        + "\(Machine.peakMemoryBytes.bytesText) of memory at most\n")
  }

  /// Writes what is left to write.
  func finish() throws(CommandFailure) -> ExitStatus {
    switch format {
    case .text: break
    case .json:
      let object: JSONValue = [
        "command": "history", "histories": .array(files.map(\.json)), "version": 1,
      ]
      try session.console.write(object.text)
    case .junit: try session.console.write(JudgedFile.junit(files))
    case .html:
      var page = HistoryPage()
      for file in files {
        if case .report(let report) = file.result {
          page.add(report, name: file.name)
        } else {
          page.add(file.headline, name: file.name)
        }
      }
      try session.console.write(page.html)
    case .svg:
      for file in files {
        if case .report(let report) = file.result {
          try session.console.write(OperationPicture(of: report).svg)
        } else {
          session.console.writeError(
            "\(session.program) history: \(file.name): \(file.headline)\n")
        }
      }
    }
    return worst
  }

  /// A finding beats an open question, and what could not be judged at all beats both.
  private func worse(_ one: ExitStatus, _ other: ExitStatus) -> ExitStatus {
    let order: [ExitStatus] = [.asExpected, .undecided, .unexpected]
    let ranks = [one, other].map { order.firstIndex(of: $0) ?? Int($0.rawValue) }
    return ranks[1] > ranks[0] ? other : one
  }
}
