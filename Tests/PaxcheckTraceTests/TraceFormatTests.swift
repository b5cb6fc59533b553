import PaxcheckModel
import PaxcheckTestSupport
import PaxcheckTrace
import Testing

@Suite struct `The text of a trace` {
  private let full = Trace(
    model: ModelReference(
      "token ring",
      [
        .init(name: "nodes", value: "3"), .init(name: "odd=name", value: "a b\\c"),
        .init(name: "empty", value: ""),
      ]),
    expectation: .eventually, property: "the token \n comes back ", expectsFixed: true, start: 2,
    steps: [
      "pass(0)", " leading", "trailing ", "", "two\nlines", "tab\there", "bäck\\slash", "1. x",
      "loop:", "\u{FEFF}mark", "e\u{301}",
    ],
    loopStart: 3)

  @Test func `a trace is written in the documented form`() {
    let trace = Trace(
      model: ModelReference("two-phase-commit", [.init(name: "managers", value: "3")]),
      expectation: .sometimes, property: "all commit", steps: ["prepare(0)", "receiveVote(0)"])
    #expect(
      trace.description == """
        paxcheck-trace 1
        model: two-phase-commit managers=3
        property: sometimes all commit
         1. prepare(0)
         2. receiveVote(0)

        """)
  }

  @Test func `every optional line and every odd text is written and read back`() throws {
    #expect(
      full.description == #"""
        paxcheck-trace 1
        model: token\u{20}ring nodes=3 odd\u{3D}name=a\u{20}b\\c empty=
        property: eventually the token \n comes back\u{20}
        expect: fixed
        start: 2
         1. pass(0)
         2. \u{20}leading
         3. trailing\u{20}
        loop:
         4.
         5. two\nlines
         6. tab\u{9}here
         7. bäck\\slash
         8. 1. x
         9. loop:
        10. \u{FEFF}mark
        11. é

        """#)
    let read = try Trace(parsing: full.description)
    #expect(read == full)
  }

  @Test func `a step more changes one line`() {
    var trace = full
    trace.steps = (1...9).map { "step \($0)" }
    let before = Set(trace.description.split(separator: "\n"))
    trace.steps.append("step 10")
    let after = trace.description.split(separator: "\n")
    #expect(after.filter { !before.contains($0) } == ["10. step 10"])
  }

  @Test func `line ends of another system, blank lines at the end and other spacing are read`()
    throws
  {
    let spaced = """
      \u{FEFF}paxcheck-trace  1\r
      property:always  p \r
      model:   m   a=1\r
      1.   go\t\r
        2. on\r
      \r

      """
    let trace = try Trace(parsing: spaced)
    #expect(
      trace
        == Trace(
          model: ModelReference("m", [.init(name: "a", value: "1")]), expectation: .always,
          property: "p", steps: ["go", "on"]))
    #expect(try Trace(parsing: String(trace.description.dropLast())) == trace)
  }

  struct Malformed: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let line: Int
    let message: String
  }

  private static let header = "paxcheck-trace 1\nmodel: m\nproperty: always p\n"
  private static let malformed: [Malformed] = [
    .init(testDescription: "nothing", text: "", line: 1, message: "the text is empty"),
    .init(testDescription: "blank", text: "\n \n", line: 1, message: "the text is empty"),
    .init(
      testDescription: "another file", text: "# README\n", line: 1, message: "not with '# README'"),
    .init(
      testDescription: "a later version", text: "paxcheck-trace 2\n", line: 1,
      message: "this is version '2' of the format; this program reads version 1"),
    .init(
      testDescription: "no model", text: "paxcheck-trace 1\nproperty: always p\n 1. a\n", line: 2,
      message: "no line 'model: NAME key=value …'"),
    .init(
      testDescription: "title only", text: "paxcheck-trace 1", line: 1, message: "no line 'property"
    ),
    .init(
      testDescription: "a model without a name",
      text: "paxcheck-trace 1\nmodel:\nproperty: always p\n", line: 2, message: "has no name"),
    .init(
      testDescription: "a parameter without a value",
      text: "paxcheck-trace 1\nmodel: m clients\nproperty: always p\n", line: 2,
      message: "a parameter is 'key=value', not 'clients'"),
    .init(
      testDescription: "a parameter twice",
      text: "paxcheck-trace 1\nmodel: m a=1 a=2\nproperty: always p\n", line: 2,
      message: "parameter 'a' is given twice"),
    .init(
      testDescription: "an unknown expectation",
      text: "paxcheck-trace 1\nmodel: m\nproperty: never p\n", line: 3,
      message: "infinitely-often|eventually-always NAME', not 'never p'"),
    .init(
      testDescription: "a misspelt key", text: header + "modle: m\n", line: 4,
      message: "unknown key 'modle' (did you mean 'model'?)"),
    .init(
      testDescription: "a key twice", text: header + "model: n\n", line: 4,
      message: "'model' was given in line 2"),
    .init(
      testDescription: "a key too late", text: header + " 1. a\nexpect: fixed\n", line: 5,
      message: "'expect' belongs before the steps"),
    .init(
      testDescription: "another expectation", text: header + "expect: broken\n", line: 4,
      message: "'expect' takes 'fixed' only, not 'broken'"),
    .init(
      testDescription: "a negative start", text: header + "start: -1\n", line: 4,
      message: "'start' takes the index of an initial state, not '-1'"),
    .init(
      testDescription: "a huge start", text: header + "start: 99999999999999999999\n", line: 4,
      message: "'start' takes the index"),
    .init(
      testDescription: "a missing step", text: header + " 1. a\n 3. c\n", line: 5,
      message: "step 2 belongs here, not step '3'"),
    .init(
      testDescription: "a huge step number", text: header + "99999999999999999999. a\n", line: 4,
      message: "step 1 belongs here"),
    .init(
      testDescription: "a step without a full stop", text: header + " 1 a\n", line: 4,
      message: "a step is a number, a full stop and a text"),
    .init(
      testDescription: "a blank line inside", text: header + "\n 1. a\n", line: 4,
      message: "an empty line within the trace"),
    .init(
      testDescription: "a line that is nothing", text: header + "crash 2\n", line: 4,
      message: "neither a step, such as '1. crash 2', nor 'key: value': 'crash 2'"),
    .init(
      testDescription: "a loop of nothing", text: header + " 1. a\nloop:\n", line: 5,
      message: "the loop has no step"),
    .init(
      testDescription: "two loops", text: header + "loop:\n 1. a\nloop:\n 2. b\n", line: 6,
      message: "there is a second loop"),
    .init(
      testDescription: "an unknown escape", text: header + #" 1. a\q"#, line: 4,
      message: "malformed escape"),
    .init(
      testDescription: "half an escape", text: header + #" 1. a\u{2"#, line: 4,
      message: "malformed escape"),
    .init(
      testDescription: "an escape of no character", text: header + #" 1. a\u{D800}"#, line: 4,
      message: "malformed escape"),
    .init(
      testDescription: "a signed escape", text: header + #" 1. a\u{+20}"#, line: 4,
      message: "malformed escape"),
  ]

  @Test(arguments: malformed)
  func `a malformed text is refused with its line`(_ malformed: Malformed) throws {
    let error = try #require(throws: TraceError.self) { try Trace(parsing: malformed.text) }
    #expect(error.line == malformed.line, "\(error)")
    #expect(error.message.contains(malformed.message), "\(error)")
  }

  @Test
  func `whatever is done to a text, it is refused or read, and what is read is written alike`() {
    let pieces = Array("\n\r \\u{}:.=0129loop:expect\u{0}\u{301}→".unicodeScalars)
    for seed in Effort.seeds(4_000) {
      var generator = SeededGenerator(seed: seed)
      var scalars = Array(full.description.unicodeScalars)
      for _ in 0...generator.below(4) {
        let place = generator.below(scalars.count + 1)
        switch generator.below(4) {
        case 0: scalars.removeSubrange(place...)
        case 1: scalars.removeSubrange(place..<min(scalars.count, place + generator.below(9)))
        case 2: scalars.insert(pieces[generator.below(pieces.count)], at: place)
        default: scalars += scalars.suffix(generator.below(30))
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      guard let trace = try? Trace(parsing: String(text)) else { continue }
      #expect((try? Trace(parsing: trace.description)) == trace, "seed \(seed)")
    }
  }

  @Test func `files for traces have names of their own`() {
    #expect(
      Trace.fileNames(of: ["No Vote is lost!", "x = 1", "x ≠ 1", "x 1 2", "x-1", "∅", "¬"])
        == [
          "no-vote-is-lost.trace", "x-1.trace", "x-1-2.trace", "x-1-2-2.trace", "x-1-3.trace",
          "property.trace", "property-2.trace",
        ])
  }
}
