import PaxcheckConsistency
import Testing

/// What each object answers when its operations run one after another.
@Suite struct SpecificationTests {
  private func run<S: SequentialSpecification>(
    _ object: S, _ operations: [S.Operation]
  ) -> [S.Response] {
    var object = object
    return operations.map { object.apply($0) }
  }

  @Test func `a register answers with what was written last`() {
    #expect(
      run(Register<Int?>(nil), [.read, .write(1), .write(2), .read])
        == [.value(nil), .written, .written, .value(2)])
  }

  @Test func `a write-once register keeps the first value`() {
    #expect(
      run(WriteOnceRegister<Int>(), [.read, .write(1), .write(2), .write(1), .read])
        == [.value(nil), .written, .refused, .written, .value(1)])
  }

  @Test func `a queue hands out the oldest value`() {
    #expect(
      run(FIFOQueue<Int>(), [.dequeue, .enqueue(1), .enqueue(2), .dequeue, .dequeue, .dequeue])
        == [.dequeued(nil), .enqueued, .enqueued, .dequeued(1), .dequeued(2), .dequeued(nil)])
  }

  @Test func `a stack hands out the newest value`() {
    #expect(
      run(Stack<Int>(), [.pop, .push(1), .push(2), .pop, .pop, .pop])
        == [.popped(nil), .pushed, .pushed, .popped(2), .popped(1), .popped(nil)])
  }

  @Test func `the keys of a map are independent`() {
    #expect(
      run(
        KeyValueMap<String, Int>(["c": 3]),
        [.get("a"), .put("a", 1), .put("b", 2), .get("a"), .remove("a"), .get("a"), .get("c")])
        == [.value(nil), .done, .done, .value(1), .done, .value(nil), .value(3)])
  }

  @Test func `a log numbers its entries from zero`() {
    #expect(
      run(AppendOnlyLog<String>(), [.append("a"), .append("b"), .read])
        == [.index(0), .index(1), .entries(["a", "b"])])
  }

  @Test func `a counter adds up and wraps around`() {
    #expect(
      run(Counter(2), [.read, .add(3), .add(-1), .read])
        == [.value(2), .added, .added, .value(4)])
    #expect(run(Counter(.max), [.add(1), .read]) == [.added, .value(.min)])
  }

  @Test func `operations and answers read as they are drawn`() {
    #expect("\(Register<Int?>.Operation.write(1))" == "write 1")
    #expect("\(Register<Int?>.Response.value(nil))" == "nil")
    #expect("\(FIFOQueue<Int?>.Response.dequeued(nil))" == "empty")
    #expect("\(KeyValueMap<String, Int>.Operation.put("a", 1))" == "put a = 1")
    #expect("\(AppendOnlyLog<Int>.Response.entries([1, 2]))" == "[1 2]")
  }

  /// A client that did not see all of an answer: any number is possible for it.
  private struct Dice: SequentialSpecification {
    mutating func apply(_ sides: Int) -> Int? { sides }
    mutating func accept(_ response: Int?, to sides: Int) -> Bool {
      response.map { 1...sides ~= $0 } ?? true
    }
  }

  @Test func `a specification may allow several answers`() {
    var history = OperationHistory(of: Dice())
    history.record(.invocation(6), by: 0)
    history.record(.response(4), by: 0)
    #expect(history.isLinearizable)
    history.record(.invocation(6), by: 0)
    history.record(.response(7), by: 0)
    #expect(!history.isLinearizable)
  }
}
