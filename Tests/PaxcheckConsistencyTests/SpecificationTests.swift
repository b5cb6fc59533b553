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

  @Test func `a counter tells its value before or after an addition`() {
    #expect(
      run(Counter(2), [.addAndFetch(3), .fetchAndAdd(-1), .read])
        == [.value(5), .value(5), .value(4)])
  }

  @Test func `a swap answers with the value before`() {
    #expect(
      run(
        CompareAndSetRegister(1), [.swap(2), .compareAndSet(expected: 2, new: 3), .swap(4), .read])
        == [.value(1), .compared(true), .value(3), .value(4)])
    #expect(
      run(KeyValueMap<String, Int>(), [.swap("a", 1), .swap("a", 2), .swap("b", 3), .get("a")])
        == [.value(nil), .value(1), .value(nil), .value(2)])
  }

  @Test func `a deque has two ends`() {
    #expect(
      run(
        DoubleEndedQueue([1]),
        [.pushFront(0), .pushBack(2), .popBack, .popFront, .popBack, .popFront])
        == [.pushed, .pushed, .popped(2), .popped(0), .popped(1), .popped(nil)])
  }

  @Test func `a log may count from another index`() {
    #expect(
      run(AppendOnlyLog(["z"], firstIndex: 1), [.append("a"), .read])
        == [.index(2), .entries(["z", "a"])])
  }

  @Test func `the tokens of a fenced lock increase`() {
    var lock = FencedLock(lastToken: 4)
    let isOldAccepted = lock.accept(.acquired(4), to: .acquire)
    #expect(!isOldAccepted)
    lock = FencedLock(lastToken: 4)
    let isNewAccepted = lock.accept(.acquired(7), to: .acquire)
    #expect(isNewAccepted)
    #expect(
      run(lock, [.acquire, .release(6), .release(7), .release(nil)])
        == [.refused, .refused, .released, .refused])
    // A holder that was not told its token has one, larger than all before it.
    #expect(
      run(lock, [.release(nil), .acquire, .release(7)]) == [.released, .acquired(nil), .refused])
    #expect(
      run(lock, [.release(nil), .acquire, .release(9)]) == [.released, .acquired(nil), .released])
  }

  @Test func `a holder that was not told its token may have another one than a refused release`() {
    var lock = FencedLock(lastToken: 0)
    _ = lock.apply(.acquire)
    let isRefusalAccepted = lock.accept(.refused, to: .release(2))
    #expect(isRefusalAccepted)
    #expect(run(lock, [.release(2), .release(1)]) == [.refused, .released])
    // Token 1 is not it either, so that it is 3 at least.
    let isSmallestRefused = lock.accept(.refused, to: .release(1))
    #expect(isSmallestRefused && lock.lastToken == 3)
    #expect(run(lock, [.release(3)]) == [.released])
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
