import PaxcheckHistories
import Testing

/// Which object a history is of, what its answers mean, and what is refused.
@Suite struct ObjectTests {
  /// A history in a short notation: `0 write 1 > 1` is an operation of client 0 with what it was invoked
  /// with and what it was answered; `!` instead of `>` is a failure, `?` an unknown outcome. An operation
  /// that begins with `+` runs until its client's next line, `-`.
  private func events(_ text: String) -> String {
    var lines: [String] = []
    var open: [Substring: Substring] = [:]
    func add(_ client: Substring, _ type: String, _ name: Substring, _ value: Substring) {
      let value = value.isEmpty ? "nil" : String(value)
      lines.append("{:process \(client), :type :\(type), :f :\(name), :value \(value)}")
    }
    for line in text.split(separator: ";") {
      let words = line.split(separator: " ", maxSplits: 2)
      if words[1] == "-" {
        add(words[0], "ok", open[words[0]]!, words.count > 2 ? words[2] : "")
        continue
      }
      let isOpen = words[1].hasPrefix("+")
      let name = isOpen ? words[1].dropFirst() : words[1]
      let rest = words.count > 2 ? words[2] : ""
      if isOpen {
        open[words[0]] = name
        add(words[0], "invoke", name, rest)
        continue
      }
      let mark = rest.firstIndex { ">!?".contains($0) } ?? rest.endIndex
      let type = mark == rest.endIndex ? "ok" : ["!": "fail", "?": "info"][rest[mark]] ?? "ok"
      let input = rest[..<mark].split(separator: " ").joined(separator: " ")
      let output = rest[mark...].dropFirst().split(separator: " ").joined(separator: " ")
      add(words[0], "invoke", name, Substring(input))
      add(words[0], type, name, Substring(mark == rest.endIndex ? input : output))
    }
    return lines.joined(separator: "\n")
  }

  struct Case: CustomTestStringConvertible {
    let testDescription: String
    let history: String
    var object: ObjectKind?
    let isLinearizable: Bool
    /// What the report says of what was assumed.
    var basis = ""

    init(
      _ description: String, _ history: String, _ isLinearizable: Bool, object: ObjectKind? = nil,
      basis: String = ""
    ) {
      testDescription = description
      self.history = history
      self.object = object
      self.isLinearizable = isLinearizable
      self.basis = basis
    }
  }

  private static let counters = [
    Case(
      "two increments are told one", "0 +inc;1 +inc;0 - 1;1 - 1", false,
      basis: "taken for a counter: inc of numbers; it begins as 0"),
    Case(
      "increments one after the other", "0 inc > 1;1 inc > 2", true, basis: "for values after it"),
    Case(
      "increments that answer with the value before", "0 inc > 0;1 inc > 1", true,
      basis: "for values before it, since one is 0"),
    Case("both were told zero", "0 +inc;1 +inc;0 - 0;1 - 0", false),
    Case("a value after is no value before", "0 inc > 0;1 inc > 2", false),
    Case("fetch-and-add", "0 getAndIncrement > 0;1 fetch-and-add 2 > 1;0 read > 3", true),
    Case("fetch-and-add counts twice", "0 faa 1 > 0;1 faa 1 > 0", false),
    Case("a crashed increment may count", "0 inc ? nil;1 inc > 2", true),
    Case("a failed increment does not", "0 inc ! nil;1 inc > 2", false),
    Case(
      "arguments are repeated", "0 add 5 > 5;1 add 5 > 5;0 read > 10", true,
      basis: "only repeat its argument"),
    Case("one answer is no repetition, so none is", "0 add 5 > 5;1 add 5 > 10;0 add 5 > 5", false),
    Case(
      "an addition that failed tells the object", "0 add 1 ! 1;0 read > 0", true,
      basis:
        "taken for a counter: add, read of numbers; it begins as 0\npassed over: 1 operation that "
        + "failed"),
    Case("additions are acknowledged with true", "0 add 1 > true;0 add 1 > true;0 read > 2", true),
    Case(
      "an addition answered with false did not happen", "0 add 1 > false;0 read > 0", true,
      basis: "1 operation answered with false"),
    Case("decrements", "0 inc > 1;0 dec > 0;1 decrement > -1", true),
    Case(
      "keys of counters", "0 inc [7 nil] > [7 1];0 inc [8 nil] > [8 1];0 read [7 nil] > [7 1]", true
    ),
  ]

  private static let sets = [
    Case(
      "an element is new twice", "0 add 1 > true;1 add 1 > true", false,
      basis:
        "taken for a set: add of true and false\na counter would fit as well (--object counter)"),
    Case("an element is new once", "0 add 1 > true;1 add 1 > false;0 remove 1 > true", true),
    Case("nothing is removed twice", "0 add 1 > true;0 remove 1 > true;0 remove 1 > true", false),
    Case("contains what was added", "0 add 1 > 1;0 contains 1 > false", false),
    Case(
      "reads have lists", "0 add 1;1 add 2;0 read > #{1 2}", true,
      basis: "taken for a set: add, read of lists"),
    Case(
      "elements under keys", "0 add [7 1];0 read [7 nil] > [7 [1]];0 read [8 nil] > [8 []]", true),
    Case("an element of another key", "0 add [7 1];0 read [8 nil] > [8 [1]]", false),
    Case("elements that are pairs", "0 add [7 1];0 read > [[7 1]]", true),
  ]

  private static let stores = [
    Case(
      "offer and poll", "0 offer 1;0 poll > 1;0 poll > nil", true,
      basis: "taken for a queue: offer, poll"),
    Case("poll of nothing, though there is something", "0 put 1;0 take > nil", false),
    Case("false is empty", "0 enq 1;0 deq > 1;0 deq > false", true),
    Case("false is a value where it was put in", "0 enq false;0 deq > false", true),
    Case("false is empty, though there is something", "0 enq 1;0 deq > false", false),
    Case("an enqueue answered with false did not happen", "0 offer 1 > false;0 poll > nil", true),
    Case("queues under keys", "0 enqueue [7 1];0 enqueue [8 2];0 dequeue [8 nil] > [8 2]", true),
    Case("stacks under keys", "0 push [7 1];0 push [8 2];0 pop [7 nil] > [7 1]", true),
    Case(
      "deque", "0 addFirst 1;0 addLast 2;0 addFirst 3;0 pollLast > 2;0 pollFirst > 3", true,
      basis: "taken for a deque: addFirst, addLast, pollLast, pollFirst"),
    Case("deque from the wrong end", "0 push-front 1;0 push-back 2;0 pop-front > 2", false),
    Case(
      "a queue of what is pushed", "0 push 1;0 push 2;0 pop > 1", true, object: .queue,
      basis: "a queue, as told"),
    Case("a stack of what is pushed", "0 push 1;0 push 2;0 pop > 1", false),
  ]

  private static let registers = [
    Case("a comparison answered with false", "0 write 3;0 cas [1 2] > false;0 read > 3", true),
    Case("a comparison refused in vain", "0 write 1;0 cas [1 2] > false", false),
    Case(
      "a key, what is expected, and what is new", "0 write [\"a\" 1];0 cas [\"a\" 1 2]", true,
      basis: "taken for a kv map: write, cas; it begins as nil"),
    Case("swap", "0 swap 1 > nil;1 getAndSet 2 > 1;0 read > 2", true),
    Case("swap saw another", "0 swap 1 > nil;1 swap 2 > nil", false),
    Case("a swap that crashed", "0 swap 1 ? nil;1 read > 1", true),
    Case(
      "puts that answer with the value before",
      "0 put [7 1] > [7 nil];0 get [7 nil] > [7 1];1 put [7 2] > [7 1]", true,
      basis: "'put' is taken to answer with the value before it"),
    Case(
      "puts of one register", "0 put 1 > nil;1 put 2 > 1;0 get > 2", true,
      basis: "'put' is taken to answer"),
    Case("puts that repeat the value", "0 put [7 1];0 put [7 1];0 get [7 nil] > [7 1]", true),
    Case(
      "a wrong value before", "0 put [7 1] > [7 nil];0 get [7 nil] > [7 1];1 put [7 2] > [7 3]",
      false),
    Case("a read invoked with its answer", "0 write 1;1 read 1 > 1", true),
    Case("maps in a register", "0 write {:a 1};0 read > {:a 1}", true),
    Case("nothing but failures", "0 write 1 ! 1", true, basis: "1 operation that failed"),
  ]

  private static let logs = [
    Case(
      "a gap", "0 append \"a\" > 0;0 append \"b\" > 2", false,
      basis: "taken for a log: append of numbers"),
    Case(
      "from one, as a read shows", "0 append \"a\" > 1;0 append \"b\" > 2;0 read > [\"a\" \"b\"]",
      true,
      basis: "indexes count from 1, as a read shows"),
    Case("from two", "0 append \"a\" > 2;0 append \"b\" > 3", true, basis: "to count from 2"),
    Case("from five", "0 append \"a\" > 5;0 append \"b\" > 6", false, basis: "to count from 0"),
    Case("an index twice", "0 append \"a\" > 1;0 append \"b\" > 1", false),
    Case(
      "a read that contradicts an index",
      "0 append \"a\" > 1;0 append \"b\" > 3;0 read > [\"a\" \"b\"]", false),
    Case(
      "logs under keys",
      "0 append [1 \"a\"] > [1 0];0 read [1 nil] > [1 [\"a\"]];0 append [2 \"b\"] > [2 0]", true),
    Case(
      "texts under keys", "0 append [1 \"a\"];0 read [1 nil] > [1 \"a\"]", true,
      basis: "texts begin as empty"),
  ]

  private static let locks = [
    Case("locks under keys", "0 acquire [7 nil];1 acquire [8 nil]", true),
    Case("one lock", "0 acquire;1 acquire", false),
    Case("not acquired", "0 acquire;1 acquire > false;0 release;1 acquire", true),
    Case(
      "tokens increase", "0 acquire > 1;0 release 1;1 lock > 5;1 unlock 5", true,
      basis: "taken for a fenced-lock: acquire of numbers, release, lock, unlock"),
    Case("tokens do not decrease", "0 acquire > 3;0 release 3;1 acquire > 2", false),
    Case("released with another token", "0 acquire > 3;1 release 2", false),
    Case("a holder that crashed", "0 acquire ? nil;1 acquire > false;2 acquire > false", true),
  ]

  @Test(arguments: counters + sets + stores + registers + logs + locks)
  func `an object is told from its operations`(_ example: Case) throws {
    var reader = HistoryReader()
    reader.object = example.object
    let history = try reader.read(text: events(example.history))
    let report = HistoryChecker().check(history)
    #expect(report.headline == (example.isLinearizable ? "" : "not ") + "linearizable")
    let basis = history.basisAndNotes.joined(separator: "\n")
    #expect(basis.contains(example.basis), "\(basis)")
    #expect(report.text(name: "").contains(history.basis))
  }

  @Test(arguments: [
    (
      "0 write 1;0 acquire", "no object has the operations write, acquire: 'write' is of a register"
    ),
    ("0 write [[:w 9 2]]", "is a transaction: it is about several keys"),
    ("0 read [[:r 9 nil]] > [[:r 9 2]]", "is a transaction: it is about"),
    ("0 read > [[:r 9 2]]", "is a transaction: it is about"),
    ("0 txn [[:r 9 nil]]", "'txn' is a transaction"),
    ("0 transfer {:from 1};0 read", "'transfer' is a transaction"),
    ("0 write 1;0 read > {:x 1, :y 2}", "is a transaction"),
    ("0 add 1;0 read > nil", "does not tell a set from a counter"),
    ("0 wriet 1", "unknown operation 'wriet' (did you mean 'write'?)"),
    ("0 inc > \"many\"", "'inc' of a counter is about a whole number, not \"many\""),
    ("0 add 1;0 read > 7;0 read > [1]", "'read' of a"),
    (
      "0 write 1 > 2",
      "client 0 returns from 'write' with 2, but what it has in flight since line 1 is about 1; a write that"
    ),
    ("0 enqueue 1 > 7", "client 0 returns from 'enqueue' with 7"),
    (
      "0 cas [1 2] > 7",
      "client 0 returns from 'cas' with 7, but what it has in flight since line 1 is about [1 2]"
    ),
    ("0 cas [1 2 3 4]", "a cas needs two values, [expected new], or [key [expected new]]"),
    ("0 acquire 7;1 acquire 8", "locks were acquired with the values 7 and 8"),
    ("0 read 7 > 8", "'read' was invoked with 7 on line 1 and answered with 8"),
    ("0 offer 1 > 1;0 put 2 > 7;0 poll > 1", "'put' of a queue answers with nothing, not 7"),
    ("0 append \"a\" > 0;0 append \"b\";0 read > \"ab\"", "'"),
  ])
  func `what does not fit is refused`(history: String, message: String) {
    do {
      let read = try HistoryReader().read(text: events(history))
      Issue.record("accepted: \(read.basisAndNotes)")
    } catch { #expect("\(error)".contains(message), "\(error)") }
  }

  @Test(arguments: [
    (ObjectKind?.none, "0", "0 read > 0;0 write 1;0 read > 1", true),
    (nil, "0", "0 read > nil", false),
    (nil, "{\"a\" 1}", "0 read [\"a\" nil] > [\"a\" 1];0 read [\"b\" nil] > [\"b\" nil]", true),
    (nil, "5", "0 inc > 6;0 read > 6", true),
    (nil, "[1 2]", "0 dequeue > 1;0 enqueue 3;0 dequeue > 2;0 dequeue > 3", true),
    (nil, "[1 2]", "0 dequeue > 2", false),
    (nil, "#{1}", "0 add 1 > false;0 read > [1]", true),
    (nil, "[\"z\"]", "0 append \"a\" > 1;0 read > [\"z\" \"a\"]", true),
    (.mutex, "held", "0 release;0 acquire", true),
    (.fencedLock, "5", "0 acquire > 5", false),
    (.map, "\"x\"", "0 append [1 \"a\"];0 read [1 nil] > [1 \"xa\"]", true),
  ])
  func `objects begin as told`(
    object: ObjectKind?, initial: String, history: String, isLinearizable: Bool
  ) throws {
    var reader = HistoryReader()
    reader.object = object
    reader.initial = try HistoryValue(initial)
    let report = HistoryChecker().check(try reader.read(text: events(history)))
    #expect(report.headline == (isLinearizable ? "" : "not ") + "linearizable")
    #expect(report.history.basis.contains("as told"))
    var checker = HistoryChecker()
    checker.condition = .sequential
    #expect(
      checker.check(report.history).headline
        == (isLinearizable ? "" : "not ") + "sequentially consistent")
  }

  @Test func `the first index of a log is told`() throws {
    var reader = HistoryReader()
    reader.firstIndex = 5
    let text = events("0 append \"a\" > 5;0 append \"b\" > 6;0 read > [\"a\" \"b\"]")
    #expect(HistoryChecker().check(try reader.read(text: text)).headline == "linearizable")
    reader.firstIndex = 4
    #expect(HistoryChecker().check(try reader.read(text: text)).headline == "not linearizable")
  }

  @Test func `a report hints at what an object may begin with`() throws {
    let report = HistoryChecker().check(try HistoryReader().read(text: events("0 read > 0")))
    #expect(report.explanation.last?.contains("say --initial 0") == true)
    let counter = HistoryChecker().check(
      try HistoryReader().read(text: events("0 read > 3;0 inc > 4")))
    #expect(counter.explanation.last?.contains("say --initial 3") == true)
  }

  @Test func `a report names the key of a contradiction`() throws {
    let text = events("0 add [7 1];0 read [7 nil] > [7 []];1 add [8 1]")
    let report = HistoryChecker().check(try HistoryReader().read(text: text))
    #expect(report.explanation[0].hasSuffix("of client 0 (line 3), key 7"), "\(report.explanation)")
  }

  @Test(arguments: [
    ("register", "[0,\"r\",7,null,0,1,2]", true), ("counter", "[0,\"inc\",1,null,1,1,2]", true),
    ("counter", "[0,\"add\",null,5,5,1,2]\n[0,\"add\",null,5,5,3,4]", false),
    ("queue", "[0,\"enq\",7,1,null,1,2]\n[1,\"deq\",8,null,null,3,4]", true),
  ])
  func `a list of operations has keys and answers of their own`(
    model: String, lines: String, isLinearizable: Bool
  ) throws {
    var reader = HistoryReader()
    if model == "register" { reader.initial = try HistoryValue("0") }
    if model == "counter" { reader.initial = try HistoryValue("1") }
    let text = "{\"format\": \"paxlin-ops/1\", \"model\": \"\(model)\"}\n\(lines)"
    let report = HistoryChecker().check(try reader.read(text: text))
    #expect(report.headline == (isLinearizable ? "" : "not ") + "linearizable")
    #expect(report.history.basis.hasPrefix("a \(model), as the header says"))
  }
}
