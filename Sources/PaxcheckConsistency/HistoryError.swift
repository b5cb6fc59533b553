/// Why a sequence of events is not a history: some client did not act sequentially.
public enum HistoryError<Specification: SequentialSpecification>: Error, Hashable {
  /// A client asked for an operation while another of its operations was in flight.
  case overlappingInvocation(Specification.Operation, client: Int)
  /// A client got an answer that it had not asked for.
  case unexpectedResponse(Specification.Response, client: Int)
}

extension HistoryError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .overlappingInvocation(let operation, let client):
      "client \(client) invokes '\(text(of: operation))' while it has an operation in flight; "
        + "a client is sequential, so use one number per thread"
    case .unexpectedResponse(let response, let client):
      "client \(client) gets the response '\(text(of: response))' without an operation in flight"
    }
  }
}
