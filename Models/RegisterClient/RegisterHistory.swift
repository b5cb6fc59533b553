public import PaxcheckKit

/// A register that clients write letters to; nothing at first.
public typealias LetterRegister = Register<Letter?>

/// What the clients of a register saw, and what its servers did, if properties need to know that.
public struct RegisterHistory<Facts: HistoryVariable>: HistoryVariable {
  /// What a client or a server records.
  public enum Event: Hashable, Sendable {
    case client(OperationRecord<LetterRegister>.Event)
    /// The operation that the client waits for had no effect, and never will have.
    case failure
    case server(Facts.Event)
  }

  /// The operations of the clients.
  public private(set) var operations: OperationRecord<LetterRegister>
  /// What the servers recorded.
  public private(set) var facts: Facts

  public init(_ kind: HistoryKind, facts: Facts) {
    operations = OperationRecord(kind, of: LetterRegister(nil))
    self.facts = facts
  }

  public mutating func record(_ event: Event, by actor: ActorID) {
    switch event {
    case .client(let event): operations.record(event, by: actor)
    case .failure: operations.withdraw(by: actor.index)
    case .server(let event): facts.record(event, by: actor)
    }
  }
}

extension RegisterHistory where Facts == NoHistory {
  /// The history of a register whose servers record nothing.
  public init(_ kind: HistoryKind) { self.init(kind, facts: NoHistory()) }
}

extension RegisterHistory.Event: OperationEvent {
  public var operation: OperationNote? {
    switch self {
    case .client(.invocation(.write(let letter))):
      OperationNote(isInvocation: true, function: "write", value: letter?.description)
    case .client(.invocation(.read)):
      OperationNote(isInvocation: true, function: "read")
    case .client(.response(.written)):
      OperationNote(isInvocation: false, function: "write")
    case .client(.response(.value(let letter))):
      OperationNote(isInvocation: false, function: "read", value: letter?.description)
    case .failure, .server: nil
    }
  }
}
