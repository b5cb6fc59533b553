import PaxcheckHistories

/// A file, and what came of judging it.
struct JudgedFile {
  enum Result {
    case report(HistoryReport)
    /// There was a reason to stop before the file was read.
    case unread(HistoryReadingStopped)
    case failure(CommandFailure)
  }

  let name: String
  let result: Result
  /// How long it took to read, and to judge.
  let reading: Duration
  let judging: Duration

  /// The verdict in a few words.
  var headline: String {
    switch result {
    case .report(let report): report.headline
    case .unread(let stopped): "undecided: \(stopped)"
    case .failure(let failure): failure.message
    }
  }

  /// Whether there is an order; `nil` if that is not known.
  var isAsExpected: Bool? {
    guard case .report(let report) = result else { return nil }
    return switch report.verdict {
    case .consistent: true
    case .inconsistent: false
    case .undecided: nil
    }
  }

  var status: ExitStatus {
    if case .failure(let failure) = result { return failure.status }
    return ExitStatus(isAsExpected: isAsExpected)
  }
}
