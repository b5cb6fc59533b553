public import PaxcheckKit

/// A client that writes a register a number of times and then reads it a number of times: one request
/// after the other, each at the next server. It may send a request again, under the same number: so often,
/// each time to the server after that, or endlessly, to the same one.
///
/// It ignores what it does not wait for, and records an answer when it accepts it.
///
/// - SeeAlso: stateright (J. Nadal), `src/actor/register.rs`, the origin of these clients.
public struct RegisterClient<Internal: Hashable & Sendable, Facts: HistoryVariable>:
  DeterministicActor
{
  public typealias Message = RegisterMessage<Internal>
  public typealias Event = RegisterHistory<Facts>.Event

  public enum Timer: Hashable, Sendable {
    /// Sends the request again that is not answered.
    case retry
  }

  /// The number of servers, which are the first actors of the system.
  let servers: Int
  /// The values to write, in order.
  let values: [Letter]
  /// How many reads follow.
  let gets: Int
  /// How often the client may send a request again; `nil` if endlessly.
  let retries: Int?
  /// The number of requests that were sent, each counted once.
  private(set) var sent = 0
  /// The request whose answer is awaited.
  public private(set) var awaited: Int?
  /// How often it sent a request again.
  private(set) var retried = 0

  /// Whether every request was answered.
  public var isDone: Bool { awaited == nil && sent == values.count + gets }

  init(servers: Int, values: [Letter], gets: Int, retries: Int?) {
    self.servers = servers
    self.values = values
    self.gets = gets
    self.retries = retries
  }

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

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    guard awaited != nil else { return }
    if retries != nil { retried += 1 }
    send(&outbox)
  }

  public func duration(of timer: Timer) -> ClosedRange<Int> { 500...1000 }

  private mutating func sendNext(_ outbox: inout Outbox<Self>) {
    outbox.cancel(.retry)
    awaited = nil
    guard sent < values.count + gets else { return }
    sent += 1
    outbox.record(.client(.invocation(isWriting ? .write(values[sent - 1]) : .read)))
    send(&outbox)
  }

  /// Whether the last request that was sent is to write.
  private var isWriting: Bool { sent <= values.count }

  /// Sends the request whose turn it is: the first one to one server, the next one to the next.
  private mutating func send(_ outbox: inout Outbox<Self>) {
    let request = outbox.id.index * sent
    let server = ActorID((outbox.id.index + sent - 1 + retried) % servers)
    outbox.send(isWriting ? .put(request, values[sent - 1]) : .get(request), to: server)
    awaited = request
    if retried < retries ?? .max { outbox.set(.retry) }
  }
}
