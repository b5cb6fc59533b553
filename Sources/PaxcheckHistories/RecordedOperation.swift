/// How a recorded operation ended.
public enum OperationOutcome: UInt8, Sendable {
  /// It never returned, or it is unknown whether it took effect.
  case open
  case succeeded
  /// It took effect, and was refused: a comparison found another value.
  case refused
}

/// An operation of a recorded history. Its values are numbers of the history's `ValueTable`.
public struct RecordedOperation: Sendable {
  public let client: Int32
  public internal(set) var kind: OperationKind
  public internal(set) var outcome = OperationOutcome.open
  /// The key of the object that it is about; 0 if it has none.
  public internal(set) var key: Int32
  public internal(set) var argument: Int32
  /// The new value of a comparison, or else the output.
  private var second: Int32
  /// The line on which it was invoked.
  public let line: Int32
  /// When it was invoked. All moments of a history differ.
  public internal(set) var invoked: Int
  /// When it returned; `Int.max` if it never did.
  public internal(set) var returned = Int.max

  init(
    client: Int32, kind: OperationKind, key: Int32, argument: Int32, secondArgument: Int32,
    invoked: Int, line: Int32
  ) {
    self.client = client
    self.kind = kind
    self.key = key
    self.argument = argument
    second = kind == .compareAndSet ? secondArgument : 0
    self.line = line
    self.invoked = invoked
  }

  /// The new value of a comparison.
  public internal(set) var secondArgument: Int32 {
    get { kind == .compareAndSet ? second : 0 }
    set { if kind == .compareAndSet { second = newValue } }
  }

  /// What was answered; a comparison has nothing but its outcome.
  public internal(set) var output: Int32 {
    get { kind == .compareAndSet ? 0 : second }
    set { if kind != .compareAndSet { second = newValue } }
  }

  var isAnswered: Bool { returned != .max }
}
