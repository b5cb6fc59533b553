/// What is known of a kind of object: its operations, their names, and what they take and answer.
struct ObjectDefinition: Sendable {
  /// An operation of the object.
  struct Operation: Sendable {
    let kind: OperationKind
    /// What recorders call it; how words are joined does not matter. The first is the usual one.
    let names: [String]
    /// Names that mean something else to most people, and so count only where the object is told.
    var otherNames: [String] = []
    /// The forms of its argument.
    let argument: ValueForms
    /// The forms of its answer. Saying that it worked is no answer, and neither is a refusal.
    let answer: ValueForms
    /// How it is written, for people.
    var usage: String
  }

  let operations: [Operation]
  /// What it holds at first unless an initial value is given.
  let fresh: String
  /// The forms of what it may hold at first, and an example of one.
  let initial: (forms: ValueForms, example: String)
  let translation: @Sendable (ValueTable, InitialState) -> any Translation

  /// The operation with a name that is written as `OperationNames` writes it.
  ///
  /// - Parameter isTold: Whether it is known that this is the object.
  func operation(named name: String, isTold: Bool) -> Operation? {
    operations.first { operation in
      let names = isTold ? operation.names + operation.otherNames : operation.names
      return names.contains { OperationNames.normalized($0) == name }
    }
  }

  func operation(of kind: OperationKind) -> Operation? { operations.first { $0.kind == kind } }
}
