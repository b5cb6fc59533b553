import PaxcheckConsistency
import PaxcheckModel

extension OperationHistory: ReadableParts {
  /// The operations, client by client: what was asked and answered.
  package var readableParts: [(name: String, value: any Sendable)] {
    var number = 0
    var last: Int?
    var parts: [(name: String, value: any Sendable)] = operations.map { operation in
      number = operation.client == last ? number + 1 : 1
      last = operation.client
      return ("client \(operation.client), \(number)", Answered(operation: operation))
    }
    if let error { parts.append(("malformed", error)) }
    return parts
  }
}

extension OperationRecord: ReadableParts {
  package var readableParts: [(name: String, value: any Sendable)] {
    switch self {
    case .full(let history): history.readableParts
    case .monitor(let monitor): [("monitor", monitor)]
    }
  }
}

/// An operation without its client: `write A > ok`.
private struct Answered<Specification: SequentialSpecification>: Sendable, CustomStringConvertible {
  let operation: ClientOperation<Specification>

  var description: String {
    String(operation.description.drop { $0 != ":" }.dropFirst(2))
  }
}
