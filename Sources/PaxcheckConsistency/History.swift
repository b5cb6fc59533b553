/// A recorded history of concurrent operations: which were over before which others began.
///
/// The order in which events are recorded is real time. A client whose operation never returns stays
/// in flight; if the same thread goes on, it goes on under a new number.
public struct History<Specification: SequentialSpecification>: Hashable, Sendable {
  public typealias Event = OperationHistory<Specification>.Event

  /// An operation with the moments at which it began and ended, counted in events from 0.
  public struct Entry: Hashable, Sendable {
    public let client: Int
    public let operation: Specification.Operation
    public fileprivate(set) var response: Specification.Response?
    public let invoked: Int
    /// `nil` while the operation is in flight.
    public fileprivate(set) var returned: Int?
  }

  /// The object before the first operation.
  public let initial: Specification
  /// The operations in the order of their invocations.
  public private(set) var entries: [Entry] = []
  private var inFlight: [Int: Int] = [:]
  private var eventCount = 0

  /// The empty history of an object.
  public init(of initial: Specification) { self.initial = initial }

  /// A history of these operations, for a judge that knows nothing of clients.
  init(of initial: Specification, _ entries: [Entry]) {
    self.initial = initial
    self.entries = entries
  }

  /// Appends an event.
  ///
  /// - Throws: `HistoryError` if the client does not act sequentially; nothing is recorded then.
  public mutating func record(
    _ event: Event, by client: Int
  ) throws(HistoryError<Specification>) {
    switch event {
    case .invocation(let operation):
      guard inFlight[client] == nil else {
        throw .overlappingInvocation(operation, client: client)
      }
      inFlight[client] = entries.count
      entries.append(Entry(client: client, operation: operation, invoked: eventCount))
    case .response(let response):
      guard let index = inFlight.removeValue(forKey: client) else {
        throw .unexpectedResponse(response, client: client)
      }
      entries[index].response = response
      entries[index].returned = eventCount
    }
    eventCount += 1
  }

  /// Looks for an order that keeps each client's own, but not real time.
  ///
  /// - Parameter limit: The number of configurations after which to give up.
  public func checkSequentialConsistency(limit: Int = .max) -> ConsistencyVerdict<Specification> {
    let clients = Dictionary(grouping: entries, by: \.client).sorted { $0.key < $1.key }.map(
      \.value)
    let noPredecessors = clients.map { _ in 0 }
    let threads = clients.map { own in
      OrderSearch<Specification>.Thread(
        operations: own.map(\.clientOperation), predecessors: own.map { _ in noPredecessors })
    }
    var search = OrderSearch(threads: threads, initial: initial, limit: limit)
    return search.run()
  }
}

extension History.Entry {
  /// The operation as it was before it returned.
  var opened: Self {
    Self(client: client, operation: operation, response: nil, invoked: invoked, returned: nil)
  }

  var clientOperation: ClientOperation<Specification> {
    ClientOperation(client: client, operation: operation, response: response)
  }
}
