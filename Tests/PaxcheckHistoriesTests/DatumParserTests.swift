import PaxcheckModel
import PaxcheckTestSupport
import Testing

@testable import PaxcheckHistories

/// Values of EDN and JSON, as the two languages define them.
@Suite struct DatumParserTests {
  private func read(_ text: String, isJSON: Bool = false) throws -> [Datum] {
    var text = text
    return try text.withUTF8 {
      var parser = DatumParser(HistoryInput($0), isJSON: isJSON)
      var data: [Datum] = []
      while let datum = try parser.next() { data.append(datum) }
      return data
    }
  }

  private func message(_ text: String, isJSON: Bool = false) -> String {
    do {
      return "read: \(try read(text, isJSON: isJSON))"
    } catch { return "\(error)" }
  }

  private static let values: [(String, Datum)] = [
    ("nil", Datum.null), ("true", .boolean(true)), ("false", .boolean(false)),
    ("7", .integer(7)), ("-7", .integer(-7)), ("+7", .integer(7)), ("7N", .integer(7)),
    ("0", .integer(0)), ("-0", .integer(0)), ("0x1F", .integer(31)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .number("9223372036854775808")),
    ("123456789012345678901234567890N", .number("123456789012345678901234567890")),
    ("1.0", .number("1.0")), ("1e3", .number("1000.0")), ("1.50", .number("1.5")),
    ("-0.0", .number("0.0")), ("0.1e-9", .number("1.0e-10")), ("12E+2", .number("1200.0")),
    ("0.10000000000000000001", .number("0.10000000000000000001")),
    ("6.02e23", .number("6.02e23")), ("1.5M", .number("1.5M")), ("1.50M", .number("1.5M")),
    ("3M", .number("3.0M")), ("1/2", .number("1/2")), ("2/4", .number("1/2")),
    ("-6/4", .number("-3/2")), ("4/2", .integer(2)), ("##NaN", .number("##NaN")),
    ("##Inf", .number("##Inf")), ("##-Inf", .number("##-Inf")),
    (":a", .keyword("a")), (":a/b", .keyword("a/b")), (":1", .keyword("1")), ("a", .symbol("a")),
    ("a/b", .symbol("a/b")), ("a.b-c$d", .symbol("a.b-c$d")), ("-", .symbol("-")),
    ("\\a", .character("a")), ("\\newline", .character("\n")), ("\\space", .character(" ")),
    ("\\tab", .character("\t")), ("\\return", .character("\r")), ("\\u0041", .character("A")),
    ("\\o101", .character("A")), ("\\(", .character("(")), ("\\,", .character(",")),
    ("\\;", .character(";")), ("\\\\", .character("\\")), ("\\\"", .character("\"")),
    ("\\é", .character("é")), ("\\😀", .character("😀")), ("\\u", .character("u")),
    (#""""#, .string("")), (#""a\tb\nc\r\b\f\\\"\/""#, .string("a\tb\nc\r\u{8}\u{C}\\\"/")),
    (#""\u00e9\ud83d\ude00\101""#, .string("é😀A")), ("\"a\nb\"", .string("a\nb")),
    ("[1 2]", .list([.integer(1), .integer(2)])), ("(1 2)", .list([.integer(1), .integer(2)])),
    ("[]", .list([])), ("[1,2,,]", .list([.integer(1), .integer(2)])),
    ("#{2 1}", .set([.integer(1), .integer(2)])), ("#{}", .set([])), ("{}", .map([])),
    (
      "{:b 2, :a 1}",
      .map([
        .init(key: .keyword("a"), value: .integer(1)),
        .init(key: .keyword("b"), value: .integer(2)),
      ])
    ),
    (
      "#:n{:a 1, b 2, :_/c 3, :m/d 4, \"e\" 5}",
      .map([
        .init(key: .string("e"), value: .integer(5)),
        .init(key: .keyword("c"), value: .integer(3)),
        .init(key: .keyword("m/d"), value: .integer(4)),
        .init(key: .keyword("n/a"), value: .integer(1)),
        .init(key: .symbol("n/b"), value: .integer(2)),
      ])
    ),
    ("#inst \"2026-01-02\"", .tagged("inst", .string("2026-01-02"))),
    ("#uuid \"x\"", .tagged("uuid", .string("x"))),
    ("#my/tag [1]", .tagged("my/tag", .list([.integer(1)]))),
    ("#a #b 1", .tagged("a", .tagged("b", .integer(1)))),
    ("#<Error a.Error: <b> (no>", .tagged("<", .string("Error a.Error: <b> (no"))),
    (
      "#object[a.B 0x5b7ea70d \"c\"]",
      .tagged("object", .list([.symbol("a.B"), .integer(0x5b7e_a70d), .string("c")]))
    ),
    ("^:m 1", .integer(1)), ("^{:line 1} [1]", .list([.integer(1)])), ("#^T a", .symbol("a")),
    ("#_a 1", .integer(1)), ("#_ #_ a b 1", .integer(1)), ("#_#_#_ a b c 1 #_ d", .integer(1)),
    ("[1 #_2 3 #_#_4 5]", .list([.integer(1), .integer(3)])),
    ("; a ] comment\n1 ; another", .integer(1)),
    ("{#_:a :b 1}", .map([.init(key: .keyword("b"), value: .integer(1))])),
    ("[1;2\n3]", .list([.integer(1), .integer(3)])),
  ]

  @Test(arguments: values)
  func `a value of EDN`(text: String, expected: Datum) throws {
    #expect(try read(text) == [expected])
    #expect(try read(expected.description) == [expected], "\(expected)")
    #expect(try read("\n ,\t[\(text)\n]\r\n") == [.list([expected])])
  }

  private static let documents: [String] = [
    "{\"a\":1}", "{\"a\" : -1.5e3}", "[1,\"b\",null,true]", "{\"a\":{\"b\":[{}]}}",
    "{\"a\":\"b:c\"}",
  ]

  @Test(arguments: documents)
  func `JSON is read alike whether it is known to be JSON`(text: String) throws {
    #expect(try read(text) == read(text, isJSON: true))
  }

  @Test func `a keyword behind a text is no colon of JSON`() throws {
    let map = try read("{\"a\" :b}")
    #expect(map == [.map([.init(key: .string("a"), value: .keyword("b"))])])
    #expect(
      try read("{\"a\" :true}") == [.map([.init(key: .string("a"), value: .keyword("true"))])])
    #expect(try read("{\"a\":true}") == [.map([.init(key: .string("a"), value: .boolean(true))])])
    #expect(try read("{\"a\" : :b}") == map)
  }

  /// What looks alike, and is not.
  @Test func `values of different types differ`() throws {
    let values = try read(
      """
      1 1.0 1M 1/3 "1" :1 \\1 [1] #{1} {1 1} #t 1 #t "1" nil false "nil" :nil "" [] #{} {} "a" :a a \\a
      12345678901234567890 12345678901234567891 1.2345678901234567890 1.2345678901234567891
      "\u{e9}" "e\u{301}" #u 1 ##NaN ##Inf ##-Inf "##NaN" [[1]] [1 [1]] [nil] 0 0.0 0M
      """)
    #expect(Set(values).count == values.count)
    for (place, value) in values.enumerated() {
      for (other, otherValue) in values.enumerated() {
        #expect((value == otherValue) == (place == other), "\(value), \(otherValue)")
        #expect((value < otherValue) || (otherValue < value) || place == other)
      }
    }
  }

  private static let refused: [(String, String)] = [
    ("1a", "neither a number nor a word"), ("017", "neither"), ("1.2.3", "neither"),
    ("1/0", "neither"),
    ("1e99999999999999999999", "neither"), ("2026-01-02", "is it a text, \"2026-01-02\"?"),
    ("##Nan", "is no number"), ("\\newlin", "stands for no character"),
    ("\\u12G4", "stands for no"),
    ("\"\\q\"", "stands for no character"), ("\"\\u12\"", "four hexadecimal"),
    ("\"\\ud800x\"", "half a character"), ("\"\\777\"", "up to 377"), ("#{1 1}", "has 1 twice"),
    ("{:a 1, :a 2}", "has the key :a twice"), ("{:a}", "the key :a has no value"),
    ("[1)", "')' does not belong here"), ("]", "']' does not belong here"), (":", "has no name"),
    ("[#_]", "a discarded value is missing"), ("#(a)", "is no tag"), ("#\"a\"", "is no tag"),
    ("#:a 1", "a map is missing"), ("#a", "has no end"), ("#", "has no end"), ("^", "has no end"),
    ("^a", "has no end"), ("#_", "has no end"), ("\\", "has no end"), ("\"a", "has no end"),
    ("[1 [2]", "has no end"), ("{:a", "has no end"), ("#<a", "has no end"), ("\"\\", "has no end"),
  ]

  @Test(arguments: refused)
  func `what is no EDN is refused`(text: String, expected: String) {
    #expect(message(text).contains(expected), "\(message(text))")
  }

  @Test(arguments: [
    ("{\"a\" 1}", "':' is missing behind a key"), ("[\"a\n\"]", "a text has no end on its line"),
  ])
  func `what is no JSON is refused`(text: String, expected: String) {
    #expect(message(text, isJSON: true).contains(expected), "\(message(text))")
  }

  @Test(arguments: ["[", "(", "{", "#{", "{[", "#a ", "^", "#_", "[[#_", "#:a{", "{:a "])
  func `deep nesting is refused`(opening: String) {
    let text = String(repeating: opening, count: 300_000)
    #expect(message(text).contains("nested too deeply"), "\(message(text).prefix(200))")
  }

  @Test func `bytes that are no text are refused`() {
    let bytes: [UInt8] = Array("[\"".utf8) + [0xC3, 0x28] + Array("\"]".utf8)
    let message = bytes.withUnsafeBufferPointer { bytes -> String in
      var parser = DatumParser(HistoryInput(bytes))
      do throws(HistoryFileError) {
        return "\(String(describing: try parser.next()))"
      } catch {
        return error.message
      }
    }
    #expect(message.contains("not in UTF-8"))
  }

  @Test(arguments: Effort.seeds(400))
  func `whatever is written in whatever layout is read`(seed: UInt64) throws {
    var writer = DatumWriter(seed: seed)
    let values = (0..<5).map { _ in writer.random(depth: 4) }
    let text = values.map { writer.text($0) }.joined(separator: writer.space())
    #expect(try read(writer.space() + text + writer.space()) == values, "\(text)")
  }
}
