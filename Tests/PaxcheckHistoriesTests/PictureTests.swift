import Testing

@testable import PaxcheckHistories

@Suite struct `A picture of a history` {
  @Test func `has room for the name of what never returned`() throws {
    let history = try HistoryReader().read(
      text: """
        a: |- write 1 -| |- write 1234567890123456789 ...
        b:  |- read > 1 -|
        """)
    let picture = HistoryPicture(of: HistoryChecker().check(history))
    let open = try #require(picture.bars.first { $0.end == nil })
    #expect(open.label == "write 1234567890123456789")
    #expect(picture.width - open.start > open.label.count)
  }
}
