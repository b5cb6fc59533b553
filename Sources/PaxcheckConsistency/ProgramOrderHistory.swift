/// The operations of clients each in its own order, without real time between clients.
package struct ProgramOrderHistory<Specification: SequentialSpecification> {
  private let initial: Specification
  private var clients: [Int: Int] = [:]
  private var threads: [[(operation: ClientOperation<Specification>, number: Int)]] = []
  private var count = 0

  package init(of initial: Specification) { self.initial = initial }

  /// Adds the next operation of a client.
  package mutating func append(
    _ operation: Specification.Operation, answered response: Specification.Response?,
    by client: Int
  ) {
    let thread = clients[client] ?? threads.count
    if thread == threads.count {
      clients[client] = thread
      threads.append([])
    }
    let new = ClientOperation<Specification>(
      client: thread, operation: operation, response: response)
    threads[thread].append((new, count))
    count += 1
  }

  /// Looks for an order. Operations are numbered as they were added.
  package func check(limit: Int, interruption: () -> StopReason?) -> EncodedVerdict {
    let none = threads.map { _ in 0 }
    var search = OrderSearch(
      threads: threads.map { thread in
        .init(operations: thread.map(\.operation), predecessors: thread.map { _ in none })
      }, initial: initial, limit: limit)
    switch search.run(interruption: interruption) {
    case .consistent(let order): return .consistent(order: numbers(order))
    case .inconsistent(let why):
      let stuck = numbers(why.partialOrder + why.obstacles.prefix(1).map(\.operation))
      return .inconsistent(
        EncodedFailure(
          operation: stuck.last ?? 0, partialOrder: Array(stuck.dropLast()), states: []))
    case .undecided(let why): return .undecided(why)
    case .malformed: preconditionFailure("operations in program order cannot overlap")
    }
  }

  private func numbers(_ order: [ClientOperation<Specification>]) -> [Int] {
    var positions = threads.map { _ in 0 }
    return order.map { operation in
      defer { positions[operation.client] += 1 }
      return threads[operation.client][positions[operation.client]].number
    }
  }
}
