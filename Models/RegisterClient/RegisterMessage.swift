/// What clients and servers of a register say to each other, and what servers say among themselves.
public enum RegisterMessage<Internal: Hashable & Sendable>: Hashable, Sendable {
  /// Asks a server to write a value. The number tells requests of one client apart.
  case put(Int, Letter)
  /// Asks a server for the value.
  case get(Int)
  /// The value of the request of this number was written.
  case putOk(Int)
  /// The answer to the read of this number; `nil` if nothing was written yet.
  case getOk(Int, Letter?)
  /// The request of this number has failed, for certain or perhaps.
  case failed(Int, reason: String, isCertain: Bool)
  /// A message between servers.
  case `internal`(Internal)
}

extension RegisterMessage: Codable where Internal: Codable {}

extension RegisterMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .put(let request, let value): "put(\(request), \(value))"
    case .get(let request): "get(\(request))"
    case .putOk(let request): "putOk(\(request))"
    case .getOk(let request, let value): "getOk(\(request), \(value?.description ?? "none"))"
    case .failed(let request, let reason, isCertain: true): "failed(\(request), \(reason))"
    case .failed(let request, let reason, isCertain: false):
      "failed(\(request), \(reason), perhaps)"
    case .internal(let message): String(describing: message)
    }
  }
}
