import PaxcheckModel
import Testing

@testable import PaxcheckHistories

/// One history, written in every format and layout, is read as the same operations.
@Suite struct LayoutTests {
  /// An event as testers record it.
  struct Row {
    let process: String
    let type: String
    let function: String
    let value: String
    var error: String?
  }

  static let rows = [
    Row(process: "0", type: "invoke", function: "write", value: "1"),
    Row(process: "nemesis", type: "info", function: "start", value: "nil"),
    Row(process: "1", type: "invoke", function: "read", value: "nil"),
    Row(process: "0", type: "ok", function: "write", value: "1"),
    Row(process: "1", type: "ok", function: "read", value: "1"),
    Row(process: "12", type: "invoke", function: "cas", value: "[1 2]"),
    Row(process: "12", type: "fail", function: "cas", value: "[1 2]"),
    Row(process: "3", type: "invoke", function: "write", value: "\"a b\""),
    Row(process: "nemesis", type: "info", function: "stop", value: "{:n1 \"healed\"}"),
    Row(process: "3", type: "info", function: "write", value: "\"a b\"", error: "timeout"),
    Row(process: "0", type: "invoke", function: "read", value: "nil"),
    Row(process: "0", type: "ok", function: "read", value: "\"a b\""),
    Row(process: "1", type: "invoke", function: "read", value: "nil"),
    Row(process: "1", type: "fail", function: "read", value: "nil", error: "[:down {:n 1}]"),
  ]

  struct Layout: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let format: HistoryFormat
    let text: @Sendable ([Row]) -> String
  }

  private static func edn(_ row: Row, _ separator: String = ", ") -> String {
    let process = row.process == "nemesis" ? ":nemesis" : row.process
    var entries = [
      ":process \(process)", ":type :\(row.type)", ":f :\(row.function)", ":value \(row.value)",
    ]
    if let error = row.error {
      entries.append(":error \(error.first == "[" ? error : ":" + error)")
    }
    return "{" + entries.joined(separator: separator) + "}"
  }

  private static func json(_ row: Row, _ separator: String = ", ", colon: String = ":") -> String {
    let value = row.value.replacing("nil", with: "null").replacing("1 2", with: "1,2")
      .replacing(":n1 ", with: "\"n1\":")
    let process = row.process == "nemesis" ? "\"nemesis\"" : row.process
    let entries = [
      ("time", "1.5e3"), ("process", process), ("type", "\"\(row.type)\""),
      ("f", "\"\(row.function)\""), ("value", value),
    ]
    return "{" + entries.map { "\"\($0)\"\(colon)\($1)" }.joined(separator: separator) + "}"
  }

  private static func columns(_ row: Row, _ separator: String = "\t") -> String {
    let process = row.process == "nemesis" ? ":nemesis" : row.process
    let columns = [process, ":" + row.type, ":" + row.function, row.value]
    let error = row.error.map { [$0.first == "[" ? $0 : ":" + $0] } ?? []
    return (columns + error).joined(separator: separator)
  }

  private static func edn(_ name: String, _ text: @escaping @Sendable ([Row]) -> String) -> Layout {
    Layout(testDescription: name, format: .edn, text: text)
  }

  private static func log(_ name: String, _ line: @escaping @Sendable (Row) -> String) -> Layout {
    Layout(testDescription: name, format: .jepsenLog) { $0.map(line).joined(separator: "\n") }
  }

  static let layouts: [Layout] = [
    edn("maps on lines") { $0.map { edn($0) }.joined(separator: "\n") },
    edn("one line") { $0.map { edn($0) }.joined() },
    edn("a vector, a map a line") { "[" + $0.map { edn($0) }.joined(separator: "\n ") + "]\n" },
    edn("a list") { "(" + $0.map { edn($0) }.joined(separator: ",") + ")" },
    edn("maps over lines") { "[" + $0.map { edn($0, "\n  ") }.joined(separator: "\n") + "\n]" },
    edn("nested vectors") { "[" + $0.map { "[(" + edn($0) + ")]" }.joined(separator: "\n") + "]" },
    edn("records") {
      "; a comment\n\n[" + $0.map { "#jepsen.history.Op" + edn($0) }.joined(separator: " ") + "]"
    },
    edn("a tagged vector with metadata") {
      "^{:version 1} #h/history ^:m [" + $0.map { "^:op " + edn($0) }.joined(separator: "\n") + "]"
    },
    edn("maps with a namespace") { $0.map { "#:op" + edn($0) }.joined(separator: "\n") },
    edn("comments and discarded maps") { rows in
      rows.map { "#_ {:process 0, :type \(edn($0))}\n; {\n\(edn($0))#_#_ a b ; }" }
        .joined(separator: "\n")
    },
    edn("text keys") { $0.map { edn($0).replacing(":type :", with: "\"type\" :") }.joined() },
    edn("returns and newlines") { $0.map { edn($0, ",\r\n") }.joined(separator: "\r\n") + "\r\n" },
    edn("a mark of byte order") { "\u{FEFF}\n" + $0.map { edn($0) }.joined(separator: "\n") },
    Layout(testDescription: "JSON lines", format: .json) {
      $0.map { json($0) }.joined(separator: "\n")
    },
    Layout(testDescription: "a JSON array", format: .json) {
      "[" + $0.map { json($0, ",", colon: " : ") }.joined(separator: ",\n ") + "]"
    },
    Layout(testDescription: "pretty JSON", format: .json) {
      "[\n  " + $0.map { json($0, ",\n    ", colon: ": ") }.joined(separator: ",\n  ") + "\n]\n"
    },
    Layout(testDescription: "pretty JSON objects", format: .json) {
      $0.map { json($0, ",\n    ", colon: ": ") }.joined(separator: "\n")
    },
    Layout(testDescription: "a table", format: .jepsenTable) {
      $0.map { columns($0) }.joined(separator: "\n")
    },
    Layout(testDescription: "a padded table", format: .jepsenTable) { rows in
      rows.map { row in
        let words = columns(row).split(separator: "\t").map(String.init)
        return words.map { $0 + String(repeating: " ", count: max(1, 8 - $0.count)) }.joined()
      }.joined(separator: "\n")
    },
    Layout(testDescription: "a table with errors of several lines", format: .jepsenTable) { rows in
      rows.map { row in
        columns(row) + (row.error == nil ? "" : "\njava.net.Timeout: down\n\tat a.b (C.java:1)")
      }.joined(separator: "\n") + "\n"
    },
    log("a log of 2014") { "INFO  jepsen.util - " + columns($0) },
    log("a log with blanks") { "INFO  jepsen.util - " + columns($0, "  ") },
    log("a log with the time in front") {
      "2014-05-05 22:22:36,123 INFO  jepsen.util - " + columns($0)
    },
    log("a log of 2017") {
      "INFO [2017-03-30 15:28:17,423] jepsen worker 2 - jepsen.util " + columns($0)
    },
    log("a log with its thread in front") {
      "[jepsen worker 0] INFO jepsen.util - " + columns($0)
    },
    log("a log with a time zone") {
      "2026-01-02 03:04:05,678{GMT}\tINFO\t[jepsen worker 0] jepsen.util: " + columns($0)
    },
    log("a log with other messages") {
      """
      2026-01-02 03:04:05,600{GMT}\tINFO\t[jepsen test runner] jepsen.core: {:perf
       {:last-op {:process 2, :type :ok, :f :write, :value 1}, :pending []}}
      2026-01-02 03:04:05,678{GMT}\tINFO\t[jepsen worker 0] jepsen.util: \(columns($0))
      2026-01-02 03:04:05,679{GMT}\tWARN\t[jepsen worker 1] jepsen.core: Process 1 crashed
      java.net.SocketTimeoutException: Read timed out
      \tat jepsen.util$timeout$fn__1.invoke(util.clj:1)
      0\t:invoke\t:write\t9
      2026-01-02 03:04:05,680{GMT}\tINFO\t[main] jepsen.util: Waiting for :ok from 5
      """
    },
    log("a log of maps") { "INFO [now] jepsen worker 1 - jepsen.util " + edn($0) },
  ]

  @Test(arguments: layouts)
  func `a layout`(_ layout: Layout) throws {
    let text = layout.text(Self.rows)
    let detected = Array(text.drop { $0 == "\u{FEFF}" }.utf8).withUnsafeBufferPointer(
      HistoryFormat.init(beginning:))
    #expect(detected == layout.format)
    for meaning in [false, true] {
      var reader = HistoryReader()
      reader.failuresTookEffect = meaning
      let plain = try reader.read(text: Self.rows.map { Self.edn($0) }.joined(separator: "\n"))
      #expect(plain.operations.count == (meaning ? 5 : 4))
      #expect(try Self.facts(of: reader.read(text: text)) == Self.facts(of: plain), "\(text)")
      reader.format = layout.format
      #expect(try Self.facts(of: reader.read(text: text)) == Self.facts(of: plain))
    }
  }

  /// What was read, except the lines.
  private static func facts(of history: RecordedHistory) -> [String] {
    history.operations.indices.map { number in
      let operation = history.operations[number]
      let end = operation.returned == .max ? "" : "\(operation.returned)"
      return "\(operation.client) \(history.text(of: number)) \(operation.invoked)…\(end) "
        + "\(operation.outcome)"
    }
  }

  @Test func `lines are those on which the maps begin`() throws {
    let text = """
      ; a comment

      [{:process 0, :type
        :invoke, :f :write, :value
        "a
        b"} {:process 1, :type :invoke, :f :read}

       #_{:a
          :b} #jepsen.history.Op
       {:process 1, :type :ok, :f :read, :value "a\\nb"}
       #t {:process 2, :type :invoke, :f :write, :value 1}]
      """
    let history = try HistoryReader().read(text: text)
    #expect(history.operations.map(\.line) == [3, 6, 11])
  }

  /// A chunk of the file may end anywhere.
  @Test(arguments: Array(1...40) + [100, 1_000])
  func `it does not matter where a chunk ends`(chunk: Int) throws {
    let separator = "#_é ; c\r\n"
    let texts: [(HistoryFormat, String)] = [
      (
        .edn,
        Self.rows.map { "#t " + Self.edn($0) }.joined(separator: separator)
          + "#_ #_ [\\é] \"\\u00e9\""
      ),
      (.jepsenLog, Self.layouts.last { $0.format == .jepsenLog }!.text(Self.rows)),
      (.json, Self.rows.map { Self.json($0) }.joined(separator: "\n")),
    ]
    for (format, text) in texts {
      var reader = HistoryReader()
      reader.format = format
      reader.failuresTookEffect = false
      let plain = try reader.read(text: text)
      reader.chunk = chunk
      let file = try TemporaryFile(text)
      let history = try reader.read(path: file.path)
      #expect(Self.facts(of: history) == Self.facts(of: plain))
      #expect(history.operations.map(\.line) == plain.operations.map(\.line))
      #expect(history.operations.count == 4)
      let cut = try TemporaryFile(text + " {:process\n\n")
      if format == .edn {
        #expect(throws: HistoryFileError(line: 14, Self.cutOff)) { try reader.read(path: cut.path) }
      }
    }
  }

  private static let cutOff = """
    the operation map that begins here has no end: the file ends in it, as if its writer was stopped; \
    complete it, or take it out
    """
}
