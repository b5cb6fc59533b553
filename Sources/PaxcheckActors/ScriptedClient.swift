public import PaxcheckConsistency

/// A client that asks for a list of operations, one after the other, and records what it sees: for any
/// object that has a specification.
///
/// Each request goes to the next server. The client waits for its answer and ignores every other
/// message. The history of its system is an `OperationRecord`, an `OperationHistory` or a
/// `LinearizabilityMonitor` of the specification.
///
///     var system = ActorSystem<ServiceMessage<Counter, Never>, OperationHistory<Counter>>(
///       history: OperationHistory(of: Counter()))
///     let server = system.add(CounterServer())
///     system.add(ScriptedClient([.add(1), .read], at: [server]), mayCrash: false)
///     system.properties = [.linearizable()]
public struct ScriptedClient<
  Specification: SequentialSpecification, Internal: Hashable & Sendable
>: DeterministicActor {
  public typealias Message = ServiceMessage<Specification, Internal>
  public typealias Event = OperationHistory<Specification>.Event

  /// The operations, in order.
  public let operations: [Specification.Operation]
  /// The servers, each asked in turn.
  public let servers: [ActorID]
  /// The number of requests that were sent, which is the number of the one that is under way.
  public private(set) var sent = 0
  /// Whether the last request was answered.
  public private(set) var isAnswered = true

  /// A client of some servers.
  ///
  /// - Parameters:
  ///   - operations: What to ask for, in order.
  ///   - servers: The servers, of which the first is asked first.
  public init(_ operations: [Specification.Operation], at servers: [ActorID]) {
    self.operations = operations
    self.servers = servers
  }

  public mutating func start(_ outbox: inout Outbox<Self>) { sendNext(&outbox) }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard case .response(sent, let response) = message, !isAnswered else { return }
    outbox.record(.response(response))
    isAnswered = true
    sendNext(&outbox)
  }

  public func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    if case .response = message { false } else { true }
  }

  private mutating func sendNext(_ outbox: inout Outbox<Self>) {
    guard sent < operations.count, !servers.isEmpty else { return }
    let operation = operations[sent]
    outbox.record(.invocation(operation))
    outbox.send(.request(sent + 1, operation), to: servers[sent % servers.count])
    sent += 1
    isAnswered = false
  }
}
