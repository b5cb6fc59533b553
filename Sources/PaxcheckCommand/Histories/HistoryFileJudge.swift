import PaxcheckHistories

/// Reads and judges files as the options say.
struct HistoryFileJudge {
  private let invocation: Invocation
  private let session: Session

  init(_ invocation: Invocation, _ session: Session) {
    self.invocation = invocation
    self.session = session
  }

  func judge(_ file: String) -> JudgedFile {
    let start = ContinuousClock.now
    let limits = HistoryLimits(invocation, session)
    let history: RecordedHistory
    do {
      history = try reader(limits).read(path: file)
    } catch {
      return JudgedFile(
        name: file, result: result(of: error, file), reading: ContinuousClock.now - start,
        judging: .zero)
    }
    let middle = ContinuousClock.now
    let report = checker(limits).check(history)
    return JudgedFile(
      name: file, result: .report(report), reading: middle - start,
      judging: ContinuousClock.now - middle)
  }

  private func reader(_ limits: HistoryLimits) -> HistoryReader {
    var reader = HistoryReader()
    reader.format = invocation[.input]
    reader.object = invocation[.object]
    reader.initial = invocation[.initial]
    reader.firstIndex = invocation[.firstIndex]
    reader.failuresTookEffect = invocation[.failed].map { $0 == .refused }
    reader.interruption = { limits.stopReason }
    return reader
  }

  private func checker(_ limits: HistoryLimits) -> HistoryChecker {
    var checker = HistoryChecker()
    checker.condition = invocation[.condition] ?? .linearizable
    checker.limit = invocation[.maxConfigurations] ?? 8_000_000
    checker.threads = invocation[.threads] ?? Machine.cores
    checker.interruption = { limits.stopReason }
    return checker
  }

  private func result(of error: any Error, _ file: String) -> JudgedFile.Result {
    switch error {
    case let error as HistoryReadingStopped:
      return .unread(error)
    case let error as HistoryFileError:
      let place = error.line == 0 ? file : "\(file):\(error.line)"
      return .failure(CommandFailure(.malformedInput, "\(place): \(error.message)"))
    case let error as HistoryAccessError:
      return .failure(
        CommandFailure(error.isMissing ? .noInput : .inputOutput, error.description))
    default:
      return .failure(CommandFailure(.software, "\(file): \(error)"))
    }
  }
}
