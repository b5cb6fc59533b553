import PaxcheckConsistency
import Testing

@Suite struct OperationHistoryTests {
  typealias History = OperationHistory<Register<Int>>

  private func history(_ events: [(Int, History.Event)]) -> History {
    var history = History(of: Register(0))
    for (client, event) in events { history.record(event, by: client) }
    return history
  }

  @Test func `a read after an acknowledged write may not be stale`() {
    let stale = history([
      (1, .invocation(.write(1))), (1, .response(.written)),
      (2, .invocation(.read)), (2, .response(.value(0))),
    ])
    #expect(!stale.isLinearizable)
    #expect(stale.isSequentiallyConsistent)
  }

  @Test func `a client reads its own writes`() {
    let stale = history([
      (1, .invocation(.write(1))), (1, .response(.written)),
      (1, .invocation(.read)), (1, .response(.value(0))),
    ])
    #expect(!stale.isLinearizable)
    #expect(!stale.isSequentiallyConsistent)
  }

  @Test func `an operation in flight may have taken effect`() {
    let early = history([
      (1, .invocation(.write(1))),
      (2, .invocation(.read)), (2, .response(.value(1))),
    ])
    #expect(early.isLinearizable)
    #expect(early.isSequentiallyConsistent)
  }

  @Test func `an operation in flight need not have taken effect`() {
    let late = history([
      (1, .invocation(.write(1))),
      (2, .invocation(.read)), (2, .response(.value(0))),
    ])
    #expect(late.isLinearizable)
  }

  @Test func `an operation in flight takes effect once at most`() {
    let twice = history([
      (1, .invocation(.write(1))),
      (2, .invocation(.read)), (2, .response(.value(1))),
      (2, .invocation(.write(2))), (2, .response(.written)),
      (2, .invocation(.read)), (2, .response(.value(1))),
    ])
    #expect(!twice.isLinearizable)
  }

  @Test func `an operation in flight takes no effect before its invocation`() {
    let prophecy = history([
      (2, .invocation(.read)), (2, .response(.value(1))),
      (1, .invocation(.write(1))),
    ])
    #expect(!prophecy.isLinearizable)
    #expect(prophecy.isSequentiallyConsistent)
  }

  @Test func `interleavings that no client can tell apart are equal histories`() {
    let one = history([
      (1, .invocation(.write(1))), (2, .invocation(.read)),
      (1, .response(.written)), (2, .response(.value(0))),
    ])
    let other = history([
      (2, .invocation(.read)), (1, .invocation(.write(1))),
      (2, .response(.value(0))), (1, .response(.written)),
    ])
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
  }

  @Test func `what was over before an invocation tells histories apart`() {
    let overlapping = history([
      (1, .invocation(.write(1))), (2, .invocation(.read)), (1, .response(.written)),
    ])
    let sequential = history([
      (1, .invocation(.write(1))), (1, .response(.written)), (2, .invocation(.read)),
    ])
    #expect(overlapping != sequential)
  }

  @Test func `a client that never acted leaves no mark`() {
    #expect(history([]) == History(of: Register(0)))
    #expect(history([]).isLinearizable)
  }

  @Test func `a second invocation makes the history invalid for good`() {
    var invalid = history([(1, .invocation(.read)), (1, .invocation(.write(3)))])
    #expect(invalid.error == .overlappingInvocation(.write(3), client: 1))
    #expect(!invalid.isLinearizable)
    #expect(!invalid.isSequentiallyConsistent)
    let before = invalid
    invalid.record(.response(.value(0)), by: 1)
    #expect(invalid == before)
  }

  @Test func `a response out of nowhere makes the history invalid`() {
    let invalid = history([(7, .response(.written))])
    #expect(
      invalid.checkLinearizability().description
        == "client 7 gets the response 'ok' without an operation in flight")
  }

  @Test func `the answer is an order that explains the history`() {
    let verdict = history([
      (1, .invocation(.write(1))), (2, .invocation(.read)), (2, .response(.value(0))),
      (1, .response(.written)),
    ]).checkLinearizability()
    #expect(
      verdict.description == """
        this order explains the history:
          client 2: read > 0
          client 1: write 1 > ok
        """)
  }

  @Test func `the answer is what stops every order`() {
    let verdict = history([
      (1, .invocation(.write(1))), (1, .response(.written)),
      (2, .invocation(.read)), (2, .response(.value(0))),
    ]).checkLinearizability()
    #expect(
      verdict.description == """
        no order explains these operations; the longest that is legal:
          client 1: write 1 > ok
        then none of these can follow:
          client 2: read > 0, but the specification answers '1'
        """)
  }

  @Test func `a check that stops early says so`() {
    let three = history([
      (1, .invocation(.write(1))), (2, .invocation(.write(2))), (3, .invocation(.read)),
      (3, .response(.value(9))), (1, .response(.written)), (2, .response(.written)),
    ])
    #expect(three.checkLinearizability(limit: 2) == .undecided(.configurations(2)))
    #expect(three.checkLinearizability(limit: 100).isConsistent == false)
  }
}
