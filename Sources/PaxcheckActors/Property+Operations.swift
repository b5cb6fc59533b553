public import PaxcheckConsistency
public import PaxcheckModel

extension Property {
  /// What the clients saw is what one object would have done, each operation at one moment between its
  /// invocation and its response.
  ///
  /// Where that is violated, the report shows operations that contradict each other. Events that no
  /// sequential client can cause are reported as a malformed history.
  public static func linearizable<Message, History: ClientOperations>(
    _ name: String = "linearizable"
  ) -> Self where M == ActorSystem<Message, History> {
    linearizable(name) { $0 }
  }

  /// The same of a part of the history.
  public static func linearizable<Message, History, Operations: ClientOperations>(
    _ name: String = "linearizable",
    _ operations: @escaping @Sendable (History) -> Operations
  ) -> Self where M == ActorSystem<Message, History> {
    let isLinearizable: @Sendable (History) -> Bool = { operations($0).isLinearizable }
    return Self(
      .always, name, scope: PropertyScope<Message, History>.history(isLinearizable),
      isUnaffected: { $0.history == $1.history },
      explanation: { operations($0.history).diagnosis },
      condition: { isLinearizable($0.history) })
  }
}

/// A history of operations may be what is wrong with a state.
extension SystemState: DiagnosableState {
  package var defect: (diagnosis: Diagnosis, without: Self)? {
    func beginning<Operations: ClientOperations>(_ operations: Operations) -> History? {
      operations.beginning as? History
    }
    guard let operations = history as? any ClientOperations, let diagnosis = operations.diagnosis,
      let beginning = beginning(operations)
    else { return nil }
    var sound = self
    sound.history = beginning
    return (diagnosis, sound)
  }
}
