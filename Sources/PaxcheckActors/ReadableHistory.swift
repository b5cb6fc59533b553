import PaxcheckConsistency

/// A history that people read otherwise than by its fields.
protocol ReadableHistory {
  /// What it says, by names that tell the entries apart.
  var entries: [(name: String, value: any Hashable & Sendable)] { get }
}

extension OperationHistory: ReadableHistory {
  /// The operations, client by client: what was asked and answered.
  var entries: [(name: String, value: any Hashable & Sendable)] {
    var number = 0
    var last: Int?
    var entries: [(name: String, value: any Hashable & Sendable)] = operations.map { operation in
      number = operation.client == last ? number + 1 : 1
      last = operation.client
      let words = operation.description.split(separator: ": ", maxSplits: 1)
      return ("client \(operation.client), \(number)", words.last.map(String.init) ?? "")
    }
    if let error { entries.append(("malformed", error)) }
    return entries
  }
}
