/// The objects whose recorded histories can be judged.
public enum ObjectKind: String, Sendable, CaseIterable {
  case register
  case casRegister = "cas-register"
  case map = "kv"
  case queue
  case stack
  case set
  case counter
  case log
  case mutex

  /// The operations that it has.
  var operations: OperationKinds {
    switch self {
    case .register: [.read, .write]
    case .casRegister: [.read, .write, .compareAndSet]
    case .map: [.read, .write, .append, .compareAndSet]
    case .queue: [.enqueue, .dequeue]
    case .stack: [.push, .pop]
    case .set: [.add, .remove, .contains, .read]
    case .counter: [.add, .read]
    case .log: [.append, .read]
    case .mutex: [.acquire, .release]
    }
  }
}

/// A set of kinds of operations.
struct OperationKinds: ExpressibleByArrayLiteral {
  private var bits: UInt16 = 0

  init(_ kinds: some Sequence<OperationKind>) {
    for kind in kinds { bits |= 1 << kind.rawValue }
  }

  init(arrayLiteral kinds: OperationKind...) { self.init(kinds) }

  func contains(_ kind: OperationKind) -> Bool { bits >> kind.rawValue & 1 == 1 }

  func isSubset(of other: OperationKinds) -> Bool { bits & ~other.bits == 0 }
}
