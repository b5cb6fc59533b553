/// An operation, who asked for it, and what the answer was.
public struct ClientOperation<Specification: SequentialSpecification>: Hashable, Sendable {
  public let client: Int
  public let operation: Specification.Operation
  /// The answer, or `nil` while there is none.
  public let response: Specification.Response?

  public init(
    client: Int, operation: Specification.Operation, response: Specification.Response?
  ) {
    self.client = client
    self.operation = operation
    self.response = response
  }
}

extension ClientOperation: CustomStringConvertible {
  public var description: String {
    "client \(client): \(text(of: operation)) > \(response.map { text(of: $0) } ?? "?")"
  }
}
