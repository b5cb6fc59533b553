/// The part of a history that one client saw.
struct ClientHistory<Specification: SequentialSpecification>: Hashable, Sendable {
  let id: Int
  var completed: [Completion<Specification>] = []
  var inFlight: Invocation<Specification>?

  init(id: Int) { self.id = id }

  /// All invocations in the client's order.
  var invocations: [Invocation<Specification>] {
    completed.map(\.invocation) + (inFlight.map { [$0] } ?? [])
  }

  /// All operations in the client's order.
  var operations: [ClientOperation<Specification>] {
    let responses = completed.map { Optional($0.response) } + [nil]
    return zip(invocations, responses).map {
      ClientOperation(client: id, operation: $0.operation, response: $1)
    }
  }
}

/// An operation, and what was over when it began.
struct Invocation<Specification: SequentialSpecification>: Hashable, Sendable {
  /// How many operations of another client were over. Always more than none.
  struct Predecessors: Hashable, Sendable {
    let client: Int
    let count: Int
  }

  let operation: Specification.Operation
  /// In the order of the clients' numbers.
  let predecessors: [Predecessors]

  /// How many operations of another client were over.
  func completedCount(of client: Int) -> Int {
    predecessors.first { $0.client == client }?.count ?? 0
  }
}

/// An operation with its answer.
struct Completion<Specification: SequentialSpecification>: Hashable, Sendable {
  let invocation: Invocation<Specification>
  let response: Specification.Response
}
