import PaxcheckConsistency

/// Recorded operations on one object in the words of its specification.
protocol Translation {
  associatedtype Specification: SequentialSpecification

  init(values: ValueTable, initial: InitialState)

  var initial: Specification { get }
  func operation(_ recorded: RecordedOperation) -> Specification.Operation
  /// The answer of an operation that has one.
  func response(_ recorded: RecordedOperation) -> Specification.Response
  func text(of response: Specification.Response) -> String
  /// All states in which the object may be, where these are few, or else the initial one.
  var allStates: [Specification] { get }
}

extension Translation {
  var allStates: [Specification] { [initial] }

  init(values: ValueTable) { self.init(values: values, initial: InitialState()) }
}

extension ValueTable {
  /// The value that an operation took out, or `nil` if there was none.
  func taken(by recorded: RecordedOperation) -> Int32? {
    recorded.output == Self.null ? nil : recorded.output
  }

  /// The numbers of the elements of a list.
  func elements(of list: Int32) -> [Int32] {
    (self[list].elements ?? []).map { knownNumber(of: $0) ?? Self.null }
  }
}
