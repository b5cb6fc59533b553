import FirstSteps
import PaxcheckKit
import PaxcheckTestSupport
import Testing

/// Which bug shows with which disk.
@Suite struct `An undo log` {
  private static let bugs = [
    nil, "logs-last", "confirms-early", "leaves-log-unsynced", "trusts-single-writes",
  ]
  private static let whole = "a transfer keeps all coins"
  private static let kept = "what is confirmed is not lost"
  private static let read = "the accounts can be read"

  /// What each disk shows of each bug; nothing of the log as it should be.
  private static let shown: [String: [Set<String>]] = [
    "prefix": [[], [whole, kept], [kept], [], []],
    "subset": [[], [whole, kept], [kept], [whole, kept], []],
    "torn": [[], [whole, kept, read], [kept], [], [read]],
  ]

  @Test(arguments: UnsyncedWrites.allCases)
  func `shows its bugs where the disk does what they rely on it not to do`(
    unsynced: UnsyncedWrites
  ) throws {
    let expected = try #require(Self.shown[unsynced.rawValue])
    for (bug, violated) in zip(Self.bugs, expected) {
      let arguments = ["unsynced=\(unsynced.rawValue)"] + (bug.map { ["mutation=\($0)"] } ?? [])
      let report = try ModelDescription.undoLog.instance(arguments).check()
      #expect(
        Set(report.properties.filter { $0.isAsExpected == false }.map(\.claim.name)) == violated,
        "\(arguments)")
    }
  }
}
