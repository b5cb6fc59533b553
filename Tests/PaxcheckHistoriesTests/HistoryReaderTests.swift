import PaxcheckHistories
import PaxcheckModel
import PaxcheckTestSupport
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
      (
        "{:process 0, :type :invoke, :f :read",
        "line 1: the operation map that begins here has no end"
      ),
      ("{:process 0, :type :invoke}", "line 1: the operation has no 'f'"),
      ("{:process 0, :type :start, :f :read}", "line 1: unknown type 'start'"),
      ("{:process 0, :type :invoke, :f :frob}", "line 1: unknown operation 'frob'"),
      ("{:process 0, :type :invoke, :f :cas, :value 3}", "line 1: a cas needs two values"),
      ("{\"format\": \"paxlin-ops/2\"}", "line 1: unknown format 'paxlin-ops/2'"),
      (
        "{\"format\": \"paxlin-ops/1\", \"model\": \"register\"}\n[0,\"w\",0,1,null,5,4]",
        "line 2: the operation returns at 4, which is before its call at 5"
      ),
      (
        """
        {"format": "paxlin-ops/1", "model": "register"}
        [0,"w",0,1,null,5,6]
        [1,"w",0,1,null,3,9]
        """, "line 3: the clock goes backwards"
      ),
      (
        "{:process \"alice\", :type :invoke, :f :read}",
        "line 1: a process is a whole number, or nemesis"
      ),
      ("{:process 1.5, :type :invoke, :f :read}", "line 1: a process is a whole number"),
      ("{:process 4294967296, :type :invoke, :f :read}", "line 1: the client 4294967296 is not"),
      ("INFO  jepsen.util - x\t:invoke\t:read\tnil", "line 1: a process is a whole number"),
      (
        "{:process 0, :type :invoke, :f :read} x",
        "line 1: an operation map {…} is expected, here is x"
      ),
      ("{:process 0, :type :ok, :type :ok}", "line 1: the map has 'type' twice"),
      ("{:process 0, :type :invoke, :f \"\\x\"}", "line 1: '\\x' stands for no character"),
      ("{:process 0, :type :invoke, :f \"\\ud800\"}", "line 1: '\\u' has half a character"),
      (
        "{:process 0, :type :invoke, :f :write, :value 1}\n{:process 0, :type :ok, :f :write, :value 2}",
        "line 2: client 0 returns from 'write' with 2, but what it has in flight since line 1 is about 1"
      ),
      (
        "{\"format\": \"paxlin-ops/1\", \"model\": \"counter\"}\n[0,\"add\",0,1.5,null,1,2]",
        "line 2: 'add' of a counter is about a whole number, not 1.5"
      ),
      (
        "{\"format\": \"paxlin-ops/1\", \"model\": \"counter\"}\n[0,\"read\",0,null,\"many\",1,2]",
        "line 2: 'read' of a counter is about a whole number"
      ),
      (
        "{\"format\": \"paxlin-ops/1\", \"model\": \"set\"}\n[0,\"read\",0,null,7,1,2]",
        "line 2: 'read' of a set is about a list, not 7"
      ),
      ("a: |- enqueue nil -|", "line 1: 'enqueue' of a queue is about a value, not nil"),
      ("a: |- write 1 -| x |- read > 1 -|", "line 1: 'x' in column 18 belongs to no operation"),
      ("a: |- write 1 -|\nb: |- write 2 -| read > 2", "line 2: 'r' in column 18 belongs"),
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
    let rounds = Effort.share(of: 4_000)
    for round in 0..<rounds {
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
    #expect(refused > rounds / 4 && refused < rounds)
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

  private func headline(_ text: String, _ condition: ConsistencyCondition) throws -> String {
    var checker = HistoryChecker()
    checker.condition = condition
    return checker.check(try HistoryReader().read(text: text)).headline
  }

  @Test func `a line may have several maps`() throws {
    let text = """
      {:process 0 :type :invoke :f :write :value 1} {:process 0 :type :ok :f :write :value 1}
      {:process 1 :type :invoke :f :read}
      {:process 1 :type :ok :f :read :value nil}
      """
    #expect(try headline(text, .linearizable) == "not linearizable")
  }

  @Test func `operations of the nemesis are passed over`() throws {
    let text = """
      {:process :nemesis, :type :info, :f :start}
      {:process 0, :type :invoke, :f :write, :value 1}
      {"process": "nemesis", "type": "info", "f": "stop"}
      {:process 0, :type :ok, :f :write, :value 1}
      """
    #expect(try HistoryReader().read(text: text).operations.count == 1)
  }

  @Test(arguments: [
    ("queue", "[0,\"enqueue\",0,\"\",null,1,2]\n[0,\"dequeue\",0,null,\"\",3,4]", true),
    ("set", "[0,\"add\",0,\"\",null,1,2]\n[0,\"read\",0,null,[\"\"],3,4]", true),
    ("log", "[0,\"append\",0,\"\",null,1,2]\n[0,\"read\",0,null,[\"\"],3,4]", true),
    ("register", "[0,\"write\",0,\"\",null,1,2]\n[0,\"read\",0,null,null,3,4]", false),
    ("kv", "[0,\"read\",\"k\",null,\"\",1,2]", true),
  ])
  func `the empty text is a value, but in a map`(
    model: String, operations: String, isConsistent: Bool
  ) throws {
    let text = "{\"format\": \"paxlin-ops/1\", \"model\": \"\(model)\"}\n" + operations
    let verdict = try headline(text, .linearizable)
    #expect(verdict == (isConsistent ? "linearizable" : "not linearizable"))
  }

  @Test(arguments: ["w", "append"])
  func `of one client both conditions ask the same`(kind: String) throws {
    let text = """
      {"format": "paxlin-ops/1", "model": "kv"}
      [0,"\(kind)","k",1,null,1,2]
      [0,"r","k",null,"1",3,4]
      [0,"w","other",1,null,5,6]
      """
    // Where texts are appended to, every value is a text.
    let expected = kind == "append" ? "" : "not "
    #expect(try headline(text, .linearizable) == expected + "linearizable")
    #expect(try headline(text, .sequential) == expected + "sequentially consistent")
  }

  @Test(arguments: [
    (
      """
      {:process 0, :type :invoke, :f :write, :value [1 2]}
      {:process 0, :type :ok, :f :write, :value [1 2]}
      {:process 0, :type :invoke, :f :read, :value nil}
      {:process 0, :type :ok, :f :read, :value [1 2]}
      """, ObjectKind.register
    ),
    (
      """
      {:process 0, :type :invoke, :f :write, :value [1 2]}
      {:process 0, :type :ok, :f :write, :value [1 2]}
      {:process 0, :type :invoke, :f :read, :value [1 nil]}
      {:process 0, :type :ok, :f :read, :value [1 2]}
      {:process 0, :type :invoke, :f :cas, :value [1 [2 3]]}
      {:process 0, :type :ok, :f :cas, :value [1 [2 3]]}
      {:process 0, :type :invoke, :f :read, :value [5 nil]}
      {:process 0, :type :ok, :f :read, :value [5 nil]}
      """, .map
    ),
  ])
  func `the first read tells whether pairs have keys`(text: String, object: ObjectKind) throws {
    #expect(try HistoryReader().read(text: text).object == object)
    #expect(try headline(text, .linearizable) == "linearizable")
  }

  @Test func `halves of a character belong together`() throws {
    let text = """
      {:process 0, :type :invoke, :f :write, :value "\\ud83d\\ude00"}
      {:process 0, :type :ok, :f :write}
      {:process 0, :type :invoke, :f :read}
      {:process 0, :type :ok, :f :read, :value "😀"}
      """
    #expect(try headline(text, .linearizable) == "linearizable")
  }

  @Test func `what is called when something else returns overlaps with it`() throws {
    let header = "{\"format\": \"paxlin-ops/1\", \"model\": \"register\"}\n"
    let writes = "[0,\"w\",0,1,null,0,2]\n[1,\"w\",0,1,null,1,2]\n"
    #expect(try headline(header + writes, .linearizable) == "linearizable")
    let touching = "[0,\"w\",0,1,null,0,2]\n[1,\"r\",0,null,null,2,3]\n"
    #expect(try headline(header + touching, .linearizable) == "linearizable")
    let apart = "[0,\"w\",0,1,null,0,2]\n[1,\"r\",0,null,null,3,3000]\n"
    #expect(try headline(header + apart, .linearizable) == "not linearizable")
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
