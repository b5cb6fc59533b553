import Testing

@testable import PaxcheckHistories

/// What is no history, and histories of which a part is missing, are refused in words that help.
@Suite struct RefusalTests {
  private func message(_ text: String, _ format: HistoryFormat? = nil) -> String {
    var reader = HistoryReader()
    reader.format = format
    do {
      return "read: \(try reader.read(text: text).operations.count)"
    } catch { return "\(error)" }
  }

  private static let whole = "{:process 0, :type :invoke, :f :write, :value 1}\n"

  private static let incomplete: [(String, String)] = [
    (
      "\(whole){:process 0, :type :invoke, :f :write, :val",
      "line 2: the operation map that begins here has no end"
    ),
    (
      "\(whole){:process 1,\n :type :invoke,\n :f",
      "line 2: the operation map that begins here has no"
    ),
    ("[\(whole){:process 1, :value \"a", "line 2: the operation map that begins here has no end"),
    ("\n[\(whole)", "line 2: '[' has no ']': the file ends before, as if its writer was stopped"),
    ("\(whole)#_ {:a", "line 2: the discarded value that begins here has no end"),
    ("\(whole)#jepsen.history.Op", "line 2: the tag that begins here has no end"),
    (
      "{:process 0, :type :invoke, :f :read\n{:process 0, :type :ok, :f :read}",
      "line 2: a key of an operation map is a keyword or a text, not {:f :read, :process …; is '}' missing"
    ),
    (
      "{\"format\": \"paxlin-ops/1\", \"model\": \"register\"}\n[0,\"w\",0,1,null,5,6]\n[0,\"w\",0,",
      "line 3: the operation that begins here has no end"
    ),
    ("\(whole)]", "line 2: ']' closes nothing"), ("[\(whole))", "line 2: ')' closes nothing"),
    ("#{\(whole)}", "line 1: an operation map {…} is expected, here is #{"),
    ("\(whole)#inst \"2026\"", "line 2: an operation map {…} is expected, here is \"2026\""),
    (
      "0\t:invoke\t:write\t1\n0\t:ok\t:wri", "line 2: a type, an operation and a value are expected"
    ),
    (
      "0\t:invoke\t:write\t[1", "line 1: the value that begins here has no end: the line ends in it"
    ),
    ("INFO  jepsen.util - 1\t:invoke\t:read", "line 1: a type, an operation and a value"),
    ("0 :invoke :read nil\n0 :okay :read 1", "line 2: unknown type 'okay'"),
    ("0 :invoke :read nil\nx :ok :read 1", "line 2: a process is a whole number of at most 64"),
    ("99999999999999999999 :invoke :read nil", "line 1: a process is a whole number of at most 64"),
    ("{:process 12345678901234567890, :type :invoke, :f :read}", "line 1: a process is a whole"),
  ]

  @Test(arguments: incomplete)
  func `a history with something missing`(text: String, expected: String) {
    #expect(message(text).hasPrefix(expected), "\(message(text))")
  }

  private static let foreign: [(String, String)] = [
    ("\u{FFFD}\u{0}\u{1}", "the file is binary"),
    ("a\u{0}b\u{0}c\u{0}", "the file is in UTF-16 (little"),
    ("\u{0}a\u{0}b", "the file is in UTF-16 (big-endian)"), ("PK\u{3}\u{4}", "compressed with zip"),
    ("BZh91", "compressed with bzip2"), ("JEPSEN", "Jepsen's binary store"),
    (
      "{\"ClientId\":1,\"Input\":{\"Type\":\"txn\"},\"Call\":32,\"Output\":{\"Revision\":4},\"Return\":33}",
      "line 1: this is an operation of Porcupine, as etcd's robustness tests record them"
    ),
    (
      "[{\"client\":1,\"call\":3,\"return\":4,\"request\":{},\"response\":{}}]",
      "line 1: this is an operation of Porcupine"
    ),
    (
      "{\"#meta\":{},\"vars\":[\"x\"],\"states\":[]}",
      "line 1: this is a trace of a model checker in ITF"
    ),
    ("{:valid? true, :configs []}", "line 1: this is the result of a Jepsen test"),
    ("{\"history\": [{\"process\": 0}]}", "line 1: this map holds the history in its member"),
    (
      "once upon a time",
      "there is no operation in the history, so there is nothing to judge; it was"
    ),
    ("INFO jepsen.core - Everything looks good", "there is no operation in the history"),
    ("", "the history is empty"), ("\u{FEFF}", "the history is empty"),
    ("; nothing\n\n", "the history is empty"), (" \r\n\t\n", "the history is empty"),
  ]

  @Test(arguments: foreign)
  func `what is no history`(text: String, expected: String) {
    #expect(message(text).contains(expected), "\(message(text))")
  }

  private static let magics: [[UInt8]] = [
    [0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x1F, 0x8B, 8], [0x28, 0xB5, 0x2F, 0xFD],
  ]

  @Test(arguments: magics)
  func `bytes that are no text`(bytes: [UInt8]) {
    let explanation = bytes.withUnsafeBufferPointer(ForeignFile.explanation(of:))
    #expect(explanation != nil)
  }

  @Test(arguments: ["[", "(", "[(", "#a [", "^:m [", "[#_", "{:value ", "{:value [", "^"])
  func `deep nesting is refused`(opening: String) {
    let text = String(repeating: opening, count: 200_000)
    #expect(message(text, .edn).contains("nested too deeply, more than 128 levels"))
  }

  /// Nothing took effect, so there is nothing to judge, which is no fault of the file.
  private static let uneventful: [String] = [
    "[]", "()", "[[] []]", "; nothing\n[]", "#jepsen.history.History []", "[#_{:process 0}]",
    "{:process 0, :type :invoke, :f :write, :value 1}{:process 0, :type :fail, :f :write, :value 1}",
    "{:process :nemesis, :type :info, :f :start}",
    "{\"format\": \"paxlin-ops/1\", \"model\": \"queue\"}\n",
    ":nemesis :info :start nil", "INFO  jepsen.util - :nemesis\t:info\t:start\tnil", "alice:",
  ]

  @Test(arguments: uneventful)
  func `a history in which nothing happened`(text: String) throws {
    let format: HistoryFormat? = text == "alice:" ? .drawing : nil
    #expect(message(text, format) == "read: 0")
    var reader = HistoryReader()
    reader.format = format
    let report = HistoryChecker().check(try reader.read(text: text))
    #expect(report.headline == "linearizable")
    #expect(
      report.text(name: "").contains("no operation took effect, so there was nothing to judge"))
  }

  @Test func `a comparison that failed with an error did not happen`() throws {
    let rows = "0 :invoke :write 1\n0 :ok :write 1\n1 :invoke :cas [1 2]\n1 :fail :cas [1 2]"
    let log = rows.split(separator: "\n").map { "INFO  jepsen.util - \($0)" }.joined(
      separator: "\n")
    func outcomes(_ text: String, refused: Bool? = nil) throws -> [OperationOutcome] {
      var reader = HistoryReader()
      reader.failuresTookEffect = refused
      return try reader.read(text: text).operations.map(\.outcome)
    }
    #expect(try outcomes(rows) == [.succeeded])
    #expect(try outcomes(log) == [.succeeded, .refused])
    #expect(try outcomes(log + "\t:no-leader") == [.succeeded])
    #expect(try outcomes(log + "\t:no-leader", refused: true) == [.succeeded, .refused])
  }

  private static let beginnings: [(String, HistoryFormat)] = [
    ("a: |- write 1 -|", HistoryFormat.drawing), ("a: x |- write 1 -|", .drawing),
    ("{a}: |- write 1 -|", .drawing),
    ("[n1]:|- write 1 -|", .drawing), ("; a drawing\n\n  a  :  |- write 1 -|", .drawing),
    ("a:\nb: |- write 1 -|", .drawing), ("#1: |- write 1 -|", .drawing),
    ("1 :nine: |- read -|", .jepsenTable),
    ("{\"process\" : 0}", .json), ("[\n {\n \"process\": 0", .json), ("{\"process\" 0}", .edn),
    ("{\"type\" :invoke}", .edn), ("{\"\\\"\":1}", .json), ("{:a \"b: |\"}", .edn),
    ("{\"a\": \"b: |\"}", .json),
    ("#t {:a 1}", .edn), ("^:m [", .edn), ("[]", .edn), ("({:a", .edn), ("[;c\n]", .edn),
    ("#_a []", .edn),
    ("0 :invoke :read nil", .jepsenTable), (":nemesis\t:info\t:start\tnil", .jepsenTable),
    ("[jepsen worker 0] INFO jepsen.util: 0 :invoke :read nil", .jepsenLog),
    ("[2026-01-02 03:04:05] jepsen.util: 0 :invoke :read nil", .jepsenLog),
    ("INFO  jepsen.util - 0 :invoke :read nil", .jepsenLog),
    ("22:36:10 | jepsen.util: x", .jepsenLog),
  ]

  @Test(arguments: beginnings)
  func `the format is told from how a file begins`(text: String, format: HistoryFormat) {
    let detected = Array(text.utf8).withUnsafeBufferPointer(HistoryFormat.init(beginning:))
    #expect(detected == format)
  }

  @Test func `a call may be as late as its return`() throws {
    let text = """
      {"format": "paxlin-ops/1", "model": "register"}
      [0, "w", 0, 1, null, 10, 10]
      [1, "r", 0, null, null, 10, 10]
      """
    #expect(HistoryChecker().check(try HistoryReader().read(text: text)).headline == "linearizable")
  }
}
