public import PaxcheckModel

/// Which model is meant, and with which parameters: `two-phase-commit rms=3`.
public struct ModelReference: Hashable, Sendable {
  /// A parameter and its value.
  public struct Assignment: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The name under which a catalogue offers the model.
  public let name: String
  /// The parameters and their values, in the order in which the model declares them.
  public let assignments: [Assignment]

  public init(_ name: String, _ assignments: [Assignment] = []) {
    self.name = name
    self.assignments = assignments
  }

  /// A model with every parameter spelled out, so that a changed default changes no trace.
  public init(_ name: String, _ arguments: Arguments) {
    self.init(name, arguments.assignments.map { Assignment(name: $0.name, value: $0.value) })
  }

  /// A model with the parameters that differ from their defaults: what people have to be told.
  public init(brief name: String, _ arguments: Arguments) {
    self.init(name, arguments.deviations.map { Assignment(name: $0.name, value: $0.value) })
  }
}

extension ModelReference: CustomStringConvertible {
  /// The reference as a trace spells it.
  public var description: String {
    let words = assignments.map { "\(TraceText.word($0.name))=\(TraceText.word($0.value))" }
    return ([TraceText.word(name)] + words).joined(separator: " ")
  }
}
