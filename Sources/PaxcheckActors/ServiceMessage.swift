public import PaxcheckConsistency
import PaxcheckModel

/// What clients of an object and the servers that keep it say to each other, whatever the object is.
public enum ServiceMessage<
  Specification: SequentialSpecification, Internal: Hashable & Sendable
>: Hashable, Sendable {
  /// Asks a server for an operation. The number tells requests of one client apart.
  case request(Int, Specification.Operation)
  /// The answer to the request of this number.
  case response(Int, Specification.Response)
  /// A message between servers.
  case `internal`(Internal)
}

extension ServiceMessage: Codable
where Specification.Operation: Codable, Specification.Response: Codable, Internal: Codable {}

extension ServiceMessage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .request(let number, let operation): "request(\(number), \(actionText(operation)))"
    case .response(let number, let response): "response(\(number), \(actionText(response)))"
    case .internal(let message): actionText(message)
    }
  }
}
