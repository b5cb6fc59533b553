import PaxcheckJSON
import PaxcheckModel
import PaxcheckTestSupport
import Testing

private struct Point: Codable, Hashable, Sendable {
  var x: Int
  var label: String?
}

private enum Note: Codable, Hashable, Sendable {
  case increment
  case get(Int)
  case put(Int, String)
  case maybe(Int, String?, Bool)
  case optional(Int?)
  case list([Int])
  case at(Point)
  case promise(round: Int, number: Int)
  case prepared(Point, accepted: Point?)
  indirect case `internal`(Note)
  case bounds(UInt64, Int8, Double, Float)
}

@Suite struct `A value as JSON` {
  @Test(arguments: [
    (Note.increment, #""increment""#),
    (.get(3), #"{"get":3}"#),
    (.put(3, "A"), #"{"put":[3,"A"]}"#),
    (.maybe(1, nil, true), #"{"maybe":[1,null,true]}"#),
    (.optional(nil), #"{"optional":null}"#),
    (.list([1, 2]), #"{"list":[1,2]}"#),
    (.at(Point(x: 1)), #"{"at":{"x":1}}"#),
    (.promise(round: 0, number: 1), #"{"promise":{"number":1,"round":0}}"#),
    (.prepared(Point(x: 2), accepted: nil), #"{"prepared":{"_0":{"x":2},"accepted":null}}"#),
    (.internal(.get(1)), #"{"internal":{"get":1}}"#),
    (.internal(.increment), #"{"internal":"increment"}"#),
    (.bounds(7, -8, 0.5, 2), #"{"bounds":[7,-8,0.5,2.0]}"#),
  ])
  fileprivate func `is short, and comes back`(note: Note, text: String) throws {
    let value = try JSONValue(encoding: note)
    #expect(value.line == text)
    #expect(try JSONValue(parsing: text).decoded(as: Note.self) == note)
    #expect(try JSONValue(parsing: value.text) == value)
  }

  @Test func `of structures and dictionaries comes back, too`() throws {
    let value = ["a": [Point(x: 1, label: "one \"\\ \u{1}→"), Point(x: .min)], "b": []]
    let json = try JSONValue(encoding: value)
    #expect(try JSONValue(parsing: json.line).decoded() == value)
    #expect(try JSONValue(encoding: [Int?.none, 1]).line == "[null,1]")
  }

  @Test(arguments: [
    #"{"get":"3"}"#, #"{"get":[3]}"#, #"{"put":3}"#, #"{"put":[3]}"#, #"{"nothing":1}"#, "{}",
    #"{"get":1,"put":[1,"A"]}"#, #""get""#, "3", "null", "[]", #"{"bounds":[-1,0,0,0]}"#,
    #"{"bounds":[0,128,0,0]}"#, #"{"get":1e2}"#, #"{"promise":[1,2]}"#,
  ])
  func `that does not fit its type is refused`(text: String) throws {
    let value = try JSONValue(parsing: text)
    #expect(throws: DecodingError.self) { try value.decoded(as: Note.self) }
  }

  @Test func `has no number that JSON cannot write`() {
    #expect(throws: EncodingError.self) { try JSONValue(encoding: UInt64.max) }
    #expect(throws: EncodingError.self) { try JSONValue(encoding: [Double.nan]) }
  }
}

@Suite struct `A JSON reader` {
  @Test(
    arguments: [
      ("0", JSONValue.integer(0)), ("-12", .integer(-12)), ("1.5", .decimal(1.5)),
      ("-2e-1", .decimal(-0.2)), ("9223372036854775808", .decimal(9_223_372_036_854_775_808)),
      (#" [ true , false , null ] "#, [true, false, .null]), ("{}", .object([:])),
      (#""\u00e4\n\/\ud83d\ude00""#, "ä\n/😀"), (#"{"a":{"b":[]}}"#, ["a": ["b": []]]),
    ] as [(String, JSONValue)])
  func `reads what the standard allows`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test(arguments: [
    "", " ", "tru", "01", "1.", "-", "1e", "+1", ".5", "[1,]", "[1", "{", #"{"a"}"#, #"{"a":1,}"#,
    "{a:1}", #"{"a":1,"a":2}"#, #""abc"#, #""\x""#, #""\u12""#, #""\ud800""#, #""\udc00\ud800""#,
    "\"\n\"", "1 2", "NaN", "1e999", #""\ud800A""#,
  ])
  func `refuses what it does not`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
  }

  @Test func `refuses bytes that are no text`() {
    for bytes: [UInt8] in [[0x22, 0xC3, 0x22], [0xFF], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
    }
  }

  @Test func `refuses to go deeper than its limit`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSONValue(parsing: nested(JSONValue.maximumDepth))
    #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: nested(JSONValue.maximumDepth + 1))
    }
    #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(100_000)) }
  }

  @Test func `survives whatever comes`() {
    var chance = SeededGenerator(seed: 1)
    let seeds = [#"{"put":[3,"A"]}"#, #"[1.5e3,"\ud83d\ude00",{"a":null}]"#].map { Array($0.utf8) }
    for _ in 0..<Effort.share(of: 20_000) {
      var bytes = seeds[chance.below(2)]
      for _ in 0...chance.below(4) {
        let place = chance.below(bytes.count)
        switch chance.below(3) {
        case 0: bytes[place] = UInt8(chance.below(256))
        case 1: bytes.insert(bytes[chance.below(bytes.count)], at: place)
        default: bytes.remove(at: place)
        }
        if bytes.isEmpty { bytes = [0] }
      }
      guard let value = try? JSONValue(parsing: bytes) else { continue }
      #expect((try? JSONValue(parsing: value.line)) == value)
    }
  }
}
