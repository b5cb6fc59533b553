/// What clients saw, as a variable of a model's state: an incremental consistency tester.
///
/// Per client it keeps the completed operations, and the operation in flight; for each of them, how
/// many operations every other client had completed when it was invoked. That is all that
/// linearizability and sequential consistency depend on. It keeps no total order of the events, so
/// interleavings that no client can tell apart lead to equal histories.
///
/// An event that no sequential client can cause makes the history invalid, and nothing is recorded
/// behind it.
public struct OperationHistory<Specification: SequentialSpecification>: Hashable, Sendable {
  /// What is recorded, under the number of the client that it happened to.
  public enum Event: Hashable, Sendable {
    case invocation(Specification.Operation)
    case response(Specification.Response)
  }

  /// The object before the first operation.
  public let initial: Specification
  /// What is wrong with the events, if something is.
  public private(set) var error: HistoryError<Specification>?
  /// Those who invoked something, in the order of their numbers.
  private(set) var clients: [ClientHistory<Specification>] = []

  /// The empty history of an object.
  public init(of initial: Specification) { self.initial = initial }

  /// Extends the history by an event.
  ///
  /// - Complexity: O(*c*) for *c* clients.
  public mutating func record(_ event: Event, by client: Int) {
    guard error == nil else { return }
    switch event {
    case .invocation(let operation): invoke(operation, by: client)
    case .response(let response): respond(response, to: client)
    }
  }

  private mutating func invoke(_ operation: Specification.Operation, by client: Int) {
    let index = clients.firstIndex { $0.id >= client } ?? clients.count
    if index == clients.count || clients[index].id != client {
      clients.insert(ClientHistory(id: client), at: index)
    }
    guard clients[index].inFlight == nil else {
      error = .overlappingInvocation(operation, client: client)
      return
    }
    let predecessors = clients.filter { $0.id != client && !$0.completed.isEmpty }
      .map { Invocation<Specification>.Predecessors(client: $0.id, count: $0.completed.count) }
    clients[index].inFlight = Invocation(operation: operation, predecessors: predecessors)
  }

  private mutating func respond(_ response: Specification.Response, to client: Int) {
    guard let index = clients.firstIndex(where: { $0.id == client }),
      let invocation = clients[index].inFlight
    else {
      error = .unexpectedResponse(response, client: client)
      return
    }
    clients[index].completed.append(Completion(invocation: invocation, response: response))
    clients[index].inFlight = nil
  }

  /// The client learns that its operation in flight had no effect, and never will have: it is as if
  /// it had never begun.
  ///
  /// An operation that may have had an effect must stay in flight instead.
  public mutating func withdraw(by client: Int) {
    guard error == nil, let index = clients.firstIndex(where: { $0.id == client }) else { return }
    clients[index].inFlight = nil
  }

  /// The number of operations that were answered.
  public var completedCount: Int { clients.reduce(0) { $0 + $1.completed.count } }

  /// All operations, client by client, those in flight without an answer.
  public var operations: [ClientOperation<Specification>] { clients.flatMap(\.operations) }
}

extension OperationHistory {
  /// Whether each operation can have taken effect at one moment between its invocation and response.
  ///
  /// An operation in flight may have taken effect, or not.
  public var isLinearizable: Bool { checkLinearizability().isConsistent == true }

  /// Whether some order explains the answers that keeps each client's own order, but not real time.
  public var isSequentiallyConsistent: Bool {
    checkSequentialConsistency().isConsistent == true
  }

  /// Looks for a linearization.
  ///
  /// - Parameter limit: The number of configurations after which to give up.
  /// - Complexity: exponential in the number of clients, not in that of operations.
  public func checkLinearizability(
    limit: Int = .max
  ) -> ConsistencyVerdict<Specification> {
    check(realTime: true, limit: limit)
  }

  /// Looks for an order that keeps each client's own.
  ///
  /// - Parameter limit: The number of configurations after which to give up.
  public func checkSequentialConsistency(
    limit: Int = .max
  ) -> ConsistencyVerdict<Specification> {
    check(realTime: false, limit: limit)
  }

  private func check(realTime: Bool, limit: Int) -> ConsistencyVerdict<Specification> {
    if let error { return .malformed(error) }
    var search = OrderSearch(
      threads: clients.map { thread(of: $0, realTime: realTime) }, initial: initial, limit: limit)
    return search.run()
  }

  private func thread(
    of client: ClientHistory<Specification>, realTime: Bool
  ) -> OrderSearch<Specification>.Thread {
    let predecessors = client.invocations.map { invocation in
      clients.map { other in realTime ? invocation.completedCount(of: other.id) : 0 }
    }
    return OrderSearch.Thread(operations: client.operations, predecessors: predecessors)
  }
}
