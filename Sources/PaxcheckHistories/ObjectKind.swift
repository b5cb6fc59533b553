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
  var operations: Set<OperationKind> {
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
