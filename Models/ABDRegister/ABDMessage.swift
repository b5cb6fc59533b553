import PaxcheckKit
import RegisterClient

/// When a value was written: a counter, and the server that wrote where counters are equal.
struct Timestamp: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
  let counter: Int
  let server: ActorID

  static func < (left: Timestamp, right: Timestamp) -> Bool {
    (left.counter, left.server) < (right.counter, right.server)
  }

  var description: String { "\(counter).\(server)" }
}

/// What a server keeps: a value and when it was written.
public struct Replica: Hashable, Codable, Sendable {
  let timestamp: Timestamp
  let value: Letter?

  var text: String { "timestamp: \(timestamp), value: \(value?.description ?? "none")" }
}

/// Whose request servers are working on. Clients number their requests independently.
public struct Request: Hashable, Codable, Sendable, CustomStringConvertible {
  let number: Int
  let client: ActorID

  public var description: String { "\(number) of \(client)" }
}

/// What servers say to each other.
public enum ABDMessage: Hashable, Codable, Sendable {
  /// Phase 1: asks for the replica of another server.
  case query(Request)
  case ackQuery(Request, Replica)
  /// Phase 2: asks to keep this replica unless a newer one is there.
  case record(Request, Replica)
  case ackRecord(Request)
}

extension ABDMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .query(let request): "query(request: \(request))"
    case .ackQuery(let request, let replica): "ackQuery(request: \(request), \(replica.text))"
    case .record(let request, let replica): "record(request: \(request), \(replica.text))"
    case .ackRecord(let request): "ackRecord(request: \(request))"
    }
  }
}
