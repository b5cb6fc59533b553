public import PaxcheckKit

/// A client that writes a register a number of times and then reads it a number of times: one request
/// after the other, each at the next server.
///
/// It ignores what it does not wait for, and records an answer when it accepts it.
///
/// - SeeAlso: stateright (J. Nadal), `src/actor/register.rs`, the origin of these clients.
public struct RegisterClient<Internal: Hashable & Sendable, Facts: HistoryVariable>:
  DeterministicActor
{
  public typealias Message = RegisterMessage<Internal>
  public typealias Event = RegisterHistory<Facts>.Event

  /// The number of servers, which are the first actors of the system.
  let servers: Int
  /// The values to write, in order.
  let values: [Letter]
  /// How many reads follow.
  let gets: Int
  /// The number of requests that were sent.
  private(set) var sent = 0
  /// The request whose answer is awaited.
  public private(set) var awaited: Int?

  public mutating func start(_ outbox: inout Outbox<Self>) { sendNext(&outbox) }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .putOk(let request) where request == awaited:
      outbox.record(.client(.response(.written)))
      sendNext(&outbox)
    case .getOk(let request, let value) where request == awaited:
      outbox.record(.client(.response(.value(value))))
      sendNext(&outbox)
    case .failed(let request, _, isCertain: true) where request == awaited:
      outbox.record(.failure)
      sendNext(&outbox)
    case .failed(let request, _, isCertain: false) where request == awaited:
      // The request stays open for ever, and a client has one request at a time.
      awaited = nil
    default: break
    }
  }

  private mutating func sendNext(_ outbox: inout Outbox<Self>) {
    awaited = nil
    guard sent < values.count + gets else { return }
    let server = ActorID((outbox.id.index + sent) % servers)
    let request = outbox.id.index * (sent + 1)
    if sent < values.count {
      outbox.record(.client(.invocation(.write(values[sent]))))
      outbox.send(.put(request, values[sent]), to: server)
    } else {
      outbox.record(.client(.invocation(.read)))
      outbox.send(.get(request), to: server)
    }
    sent += 1
    awaited = request
  }
}
