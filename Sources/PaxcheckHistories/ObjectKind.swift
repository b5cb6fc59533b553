/// The objects whose recorded histories can be judged.
public enum ObjectKind: String, Sendable, CaseIterable {
  case register
  case casRegister = "cas-register"
  case map = "kv"
  case queue
  case stack
  case deque
  case set
  case counter
  case log
  case mutex
  case fencedLock = "fenced-lock"

  /// What is known of it.
  var definition: ObjectDefinition {
    switch self {
    case .register: .register
    case .casRegister: .casRegister
    case .map: .map
    case .queue: .queue
    case .stack: .stack
    case .deque: .deque
    case .set: .set
    case .counter: .counter
    case .log: .log
    case .mutex: .mutex
    case .fencedLock: .fencedLock
    }
  }

  /// Its name with an article: `a queue`.
  var noun: String { self == .map ? "a kv map" : "a \(rawValue)" }

  /// Its operations as people write them, each on a line: `enqueue VALUE (offer, put)`.
  public var usage: [String] {
    definition.operations.map { operation in
      let shown = operation.usage.prefix { $0 != " " }
      let others = operation.names.filter { $0.count > 1 && $0 != shown }.prefix(3)
      return others.isEmpty
        ? operation.usage : "\(operation.usage) (\(others.joined(separator: ", ")))"
    }
  }
}
