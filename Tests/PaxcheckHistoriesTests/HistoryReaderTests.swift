import PaxcheckHistories
import PaxcheckModel
import Testing

@Suite struct HistoryReaderTests {
  private func message(_ text: String) -> String {
    do {
      _ = try HistoryReader().read(text: text)
      return "accepted"
    } catch { return "\(error)" }
  }

  @Test func `a return without an invocation is refused with its line`() {
    #expect(
      message("{:process 0, :type :ok, :f :read, :value 3}")
        == "line 1: client 0 returns from 'read', but it has no operation in flight")
  }

  @Test func `a client with two operations in flight is refused with both lines`() {
    let text = """
      {:process 4, :type :invoke, :f :read, :value nil}
      {:process 4, :type :invoke, :f :write, :value 1}
      """
    #expect(
      message(text) == """
        line 2: client 4 invokes 'write' while its operation of line 1 is in flight; \
        a client is sequential, so give each thread its own number
        """)
  }

  @Test func `a client that goes on after an unknown outcome is refused`() {
    let text = """
      {:process 4, :type :invoke, :f :write, :value 1}
      {:process 4, :type :info, :f :write, :value 1}
      {:process 4, :type :invoke, :f :write, :value 1}
      """
    #expect(message(text).hasPrefix("line 3: client 4 goes on after line 2"))
  }

  @Test(
    arguments: [
      ("", "the history is empty, so there is nothing to judge"),
      ("\n  \n", "the history is empty, so there is nothing to judge"),
      ("{:process 0, :type :invoke, :f :read", "line 1: '}' is missing at the end of the line"),
      ("{:process 0, :type :invoke}", "line 1: the operation has no 'f'"),
      ("{:process 0, :type :start, :f :read}", "line 1: unknown type 'start'"),
      ("{:process 0, :type :invoke, :f :frob}", "line 1: unknown operation 'frob'"),
      ("{:process 0, :type :invoke, :f :cas, :value 3}", "line 1: a cas needs two values"),
      ("{\"format\": \"paxlin-ops/2\"}", "line 1: unknown format 'paxlin-ops/2'"),
      (
        "{\"format\": \"paxlin-ops/1\", \"model\": \"register\"}\n[0,\"w\",0,1,null,5,4]",
        "line 2: the operation returns at 4, which is not after its call at 5"
      ),
      (
        """
        {"format": "paxlin-ops/1", "model": "register"}
        [0,"w",0,1,null,5,6]
        [1,"w",0,1,null,3,9]
        """, "line 3: the clock goes backwards"
      ),
      ("alice: |- write 1", "line 1: the operation in column 8 ends neither with '|'"),
      ("alice: |- write 1 -|\nalice: |- read > 1 -|", "line 2: client 'alice' is drawn twice"),
    ])
  func `a malformed history is refused`(text: String, expected: String) {
    #expect(message(text).hasPrefix(expected), "\(message(text))")
  }

  @Test func `damaged histories are refused or read, and never trap`() {
    let samples = [
      "{:process 0, :type :invoke, :f :cas, :value [1 #{2}], :e \"x\\n\"}\n{:process 0, :type :ok, :f :cas}",
      "{\"format\": \"paxlin-ops/1\", \"model\": \"kv\"}\n[0,\"w\",0,1,null,1,2]\n[1,\"cas\",0,[1,2],true,3,4]",
      "alice: |- write 1 -|  |- read > 1 ...\nbob:     |- cas 1 2 > fail -|",
      "INFO  jepsen.util - 0\t:invoke\t:cas\t[1 2]\nINFO  jepsen.util - 0\t:fail\t:cas\t[1 2]",
    ]
    let damage = Array(" |:-[]{}()#\"\\,.>09x\n".utf8)
    var generator = SeededGenerator(seed: 1)
    var refused = 0
    for round in 0..<4_000 {
      var bytes = Array(samples[round % samples.count].utf8)
      for _ in 0...generator.below(3) {
        let place = generator.below(bytes.count)
        switch generator.below(3) {
        case 0: bytes[place] = damage[generator.below(damage.count)]
        case 1: bytes.remove(at: place)
        default: bytes.insert(damage[generator.below(damage.count)], at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let history = try? HistoryReader().read(text: text) else {
        refused += 1
        continue
      }
      let report = HistoryChecker().check(history)
      #expect(!report.text(name: "damaged").isEmpty)
    }
    #expect(refused > 1_000 && refused < 4_000)
  }

  @Test func `deep nesting is refused, not followed`() {
    #expect(message(String(repeating: "[", count: 100_000)).contains("nested too deeply"))
  }

  @Test func `a failed read did not happen, a failed comparison took effect in a log`() throws {
    let text = """
      INFO  jepsen.util - 0\t:invoke\t:cas\t[1 2]
      INFO  jepsen.util - 0\t:fail\t:cas\t[1 2]
      INFO  jepsen.util - 1\t:invoke\t:read\tnil
      INFO  jepsen.util - 1\t:fail\t:read\t:timed-out
      INFO  jepsen.util - 2\t:invoke\t:write\t3
      INFO  jepsen.util - 2\t:info\t:write\t:timed-out
      """
    let history = try HistoryReader().read(text: text)
    #expect(history.operations.map(\.outcome) == [.refused, .open])
    #expect(history.object == .casRegister)
  }

  @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n"])
  func `marks of byte order and ends of lines do not matter`(mark: String, end: String) throws {
    let lines = [
      "{:process 0, :type :invoke, :f :write, :value 3}", "{:process 0, :type :ok, :f :write}",
    ]
    let history = try HistoryReader().read(text: mark + lines.joined(separator: end) + end)
    #expect(history.operations.map(\.outcome) == [.succeeded])
  }

  @Test func `an index may be equal to the entry`() throws {
    let text = """
      {"format": "paxlin-ops/1", "model": "log"}
      [0,"append",0,1,0,1,2]
      [0,"append",0,7,7,3,4]
      """
    let report = HistoryChecker().check(try HistoryReader().read(text: text))
    #expect(report.headline == "not linearizable", "the second entry has index 1")
  }

  @Test func `control characters do not get to the terminal`() {
    #expect(message("{:process 0, :type :invoke, :f \"\u{1B}[2J\"}").contains("\u{1B}") == false)
  }

  struct Drawing: CustomTestStringConvertible {
    let testDescription: String
    let isLinearizable: Bool
    var isSequential = true
    let drawing: String
  }

  @Test(arguments: [
    Drawing(
      testDescription: "a later read may not go back", isLinearizable: false,
      drawing: """
        alice: |------------ write 1 ------------|
        bob:      |- read > 1 -|
        carol:                    |- read > nil -|
        """),
    Drawing(
      testDescription: "reads during a write may see either value", isLinearizable: true,
      drawing: """
        alice: |------------ write 1 ------------|
        bob:      |- read > nil -|
        carol:                    |- read > 1 -|
        """),
    Drawing(
      testDescription: "a write that never returns may take effect", isLinearizable: true,
      drawing: """
        alice: |- write 1 ...
        bob:                |- read > 1 -|
        """),
    Drawing(
      testDescription: "an acknowledged write may not be lost", isLinearizable: false,
      drawing: """
        alice: |- write 1 -|
        bob:                |- read > nil -|
        """),
    Drawing(
      testDescription: "a client reads its own writes", isLinearizable: false, isSequential: false,
      drawing: "alice: |- write 1 -| |- read > nil -|"),
    Drawing(
      testDescription: "a comparison that failed saw another value", isLinearizable: false,
      isSequential: false, drawing: "alice: |- write 1 -| |- cas 1 2 > fail -| |- read > 1 -|"),
    Drawing(
      testDescription: "a queue keeps its order", isLinearizable: false, isSequential: false,
      drawing: "alice: |- enqueue 1 -| |- enqueue 2 -| |- dequeue > 2 -|"),
    Drawing(
      testDescription: "a stack turns the order round", isLinearizable: true,
      drawing: "alice: |- push 1 -| |- push 2 -| |- pop > 2 -| |- pop > 1 -| |- pop > empty -|"),
    Drawing(
      testDescription: "a lock is held once", isLinearizable: false, isSequential: false,
      drawing: """
        alice: |- acquire -|
        bob:                 |- acquire -|
        """),
    Drawing(
      testDescription: "a counter adds up", isLinearizable: true,
      drawing: "alice: |- add 2 -| |- add 3 -| |- read > 5 -|"),
    Drawing(
      testDescription: "a log keeps what was appended", isLinearizable: false, isSequential: false,
      drawing: "alice: |- append 7 -| |- append 8 -| |- read > [8 7] -|"),
    Drawing(
      testDescription: "a set has what was added", isLinearizable: true,
      drawing: "alice: |- add 1 -| |- contains 1 > true -| |- remove 1 -| |- contains 1 > false -|"),
    Drawing(
      testDescription: "keys are independent", isLinearizable: true,
      drawing: "alice: |- put a 1 -| |- put b 2 -| |- get a > 1 -| |- get b > 2 -|"),
  ])
  func `drawn history`(_ drawn: Drawing) throws {
    let history = try HistoryReader().read(text: drawn.drawing)
    var checker = HistoryChecker()
    #expect(isConsistent(checker.check(history)) == drawn.isLinearizable)
    checker.condition = .sequential
    #expect(isConsistent(checker.check(history)) == drawn.isSequential)
  }

  private func isConsistent(_ report: HistoryReport) -> Bool? {
    switch report.verdict {
    case .consistent: true
    case .inconsistent: false
    case .undecided: nil
    }
  }
}
