import PaxcheckConsistency
import Testing

@testable import PaxcheckHistories

@Suite struct `A picture of a history` {
  @Test func `has room for the name of what never returned`() throws {
    let history = try HistoryReader().read(
      text: """
        a: |- write 1 -| |- write 1234567890123456789 ...
        b:  |- read > 1 -|
        """)
    let picture = OperationPicture(of: HistoryChecker().check(history))
    let open = try #require(picture.bars.first { $0.end == nil })
    #expect(open.label == "write 1234567890123456789")
    #expect(picture.width - open.start > open.label.count)
  }

  @Test func `holds no character that is none in XML`() throws {
    let history = try HistoryReader().read(
      text: """
        {:process 0, :type :invoke, :f :write, :value "<\u{338}\u{FFFF}\u{1}"}
        {:process 0, :type :ok, :f :write}
        """)
    let svg = OperationPicture(of: HistoryChecker().check(history)).svg
    // A combining character makes one of its own of what it follows.
    let bare = String(String.UnicodeScalarView(svg.unicodeScalars.filter { $0 != "\u{338}" }))
    #expect(bare.contains("write &quot;&lt;"))
    #expect(!svg.unicodeScalars.contains { $0 == "\u{FFFF}" || $0.value < 9 })
  }
}
