/// What a recorded operation asks for.
public enum OperationKind: UInt8, Sendable, CaseIterable {
  case read, write, compareAndSet, swap, append
  case enqueue, dequeue, push, pop
  case pushFront, pushBack, popFront, popBack
  case add, subtract, fetchAndAdd, remove, contains
  case acquire, release

  /// The name in texts for people.
  public var name: String {
    switch self {
    case .read: "read"
    case .write: "write"
    case .compareAndSet: "cas"
    case .swap: "swap"
    case .append: "append"
    case .enqueue: "enqueue"
    case .dequeue: "dequeue"
    case .push: "push"
    case .pop: "pop"
    case .pushFront: "push-front"
    case .pushBack: "push-back"
    case .popFront: "pop-front"
    case .popBack: "pop-back"
    case .add: "add"
    case .subtract: "subtract"
    case .fetchAndAdd: "fetch-and-add"
    case .remove: "remove"
    case .contains: "contains"
    case .acquire: "acquire"
    case .release: "release"
    }
  }

  /// How many values a client gives to an operation.
  enum Arity {
    case none, optional, one, two
  }

  var arity: Arity {
    switch self {
    case .read, .dequeue, .pop, .popFront, .popBack, .acquire: .none
    case .add, .subtract, .fetchAndAdd, .release: .optional
    case .compareAndSet: .two
    case .write, .swap, .append, .enqueue, .push, .pushFront, .pushBack, .remove, .contains: .one
    }
  }

  /// Whether it may take effect and be refused. Others that failed did not happen.
  var canBeRefused: Bool {
    self == .compareAndSet || self == .acquire || self == .release || takesOut
  }

  /// Whether it takes a value out of a queue, stack or deque.
  var takesOut: Bool {
    self == .dequeue || self == .pop || self == .popFront || self == .popBack
  }

  /// Whether it puts a value in and learns nothing but that it did.
  var putsIn: Bool {
    self == .write || self == .enqueue || self == .push || self == .pushFront || self == .pushBack
  }

  /// Whether a client may learn more of it than that it worked, or repeat the argument.
  var mayAnswer: Bool {
    self == .add || self == .subtract || self == .fetchAndAdd || self == .append || self == .remove
  }
}

/// A set of kinds of operations.
struct OperationKinds: ExpressibleByArrayLiteral {
  private var bits: UInt32 = 0

  init(_ kinds: some Sequence<OperationKind>) {
    for kind in kinds { insert(kind) }
  }

  init(arrayLiteral kinds: OperationKind...) { self.init(kinds) }

  mutating func insert(_ kind: OperationKind) { bits |= 1 << kind.rawValue }

  func contains(_ kind: OperationKind) -> Bool { bits >> kind.rawValue & 1 == 1 }
}
