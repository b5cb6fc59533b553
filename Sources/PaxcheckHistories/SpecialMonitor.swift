import PaxcheckConsistency

/// Judges the operations on one part of an object without a search, where there is a way to do so.
struct SpecialMonitor {
  private let object: ObjectKind
  private let values: ValueTable

  private let initial: InitialState

  init(_ object: ObjectKind, _ values: ValueTable, initial: InitialState = InitialState()) {
    self.object = object
    self.values = values
    self.initial = initial
  }

  /// - Returns: `nil` if these operations need a search.
  func verdict(
    _ operations: [RecordedOperation], _ pause: Pause = {}
  ) throws(Stopped) -> MonitorVerdict? {
    if [.register, .casRegister, .map].contains(object) {
      return try zones(of: operations)?.verdict(pause)
    }
    if object == .log, initial.value == ValueTable.null {
      return try LogOrder(operations, values, firstIndex: initial.firstIndex)?.verdict(pause)
    }
    guard initial.isFresh else { return nil }
    return switch object {
    case .queue: try queue(operations)?.verdict(pause)
    case .stack: try stack(operations)?.verdict(pause)
    case .set: try SetOrder(operations, values)?.verdict(pause)
    default: nil
    }
  }

  /// A register all of whose values differ, and in which every comparison that returned succeeded.
  private func zones(of operations: [RecordedOperation]) -> RegisterZones? {
    var numbers = DenseNumbers(below: values.count, uses: operations.count, initial: initial.value)
    let ticks = Ticks(operations)
    var encoded: [RegisterZones.Operation] = []
    encoded.reserveCapacity(operations.count)
    for operation in operations {
      let (kind, value): (RegisterZones.Operation.Kind, Int32)
      switch operation.kind {
      case .read: (kind, value) = (.read, numbers[operation.output])
      case .write: (kind, value) = (.write, numbers[operation.argument])
      case .swap where !operation.isAnswered: (kind, value) = (.write, numbers[operation.argument])
      case .swap:
        guard operation.argument != operation.output else { return nil }
        kind = .compareAndSet(expected: numbers[operation.output])
        value = numbers[operation.argument]
      case .compareAndSet:
        guard operation.outcome != .refused, operation.argument != operation.secondArgument else {
          return nil
        }
        kind = .compareAndSet(expected: numbers[operation.argument])
        value = numbers[operation.secondArgument]
      default: return nil
      }
      encoded.append(
        RegisterZones.Operation(
          kind, value: value, invoked: ticks[operation.invoked], returned: ticks[operation.returned]
        ))
    }
    return RegisterZones(encoded, valueCount: numbers.count)
  }

  /// A queue all of whose values differ.
  private func queue(_ operations: [RecordedOperation]) -> QueueMonitor? {
    let (encoded, valueCount) = encode(operations, inserting: .enqueue)
    return QueueMonitor(encoded, valueCount: valueCount)
  }

  /// A stack all of whose values differ.
  private func stack(_ operations: [RecordedOperation]) -> StackMonitor? {
    let (encoded, valueCount) = encode(operations, inserting: .push)
    return StackMonitor(encoded, valueCount: valueCount)
  }

  /// The operations on a queue or stack, and a number that is larger than all of their values.
  private func encode(
    _ operations: [RecordedOperation], inserting insertion: OperationKind
  ) -> (operations: [StoreOperation], valueCount: Int) {
    var numbers = DenseNumbers(below: values.count, uses: operations.count)
    let encoded = operations.map { operation in
      let isInsertion = operation.kind == insertion
      return StoreOperation(
        isInsertion: isInsertion,
        value: numbers[isInsertion ? operation.argument : operation.output],
        invoked: operation.invoked, returned: operation.returned)
    }
    return (encoded, numbers.count)
  }
}

/// Numbers those values of a history that some operations use, the initial value with 0.
private struct DenseNumbers {
  private(set) var count = 1
  private var array: [Int32] = []
  private var dictionary: [Int32: Int32] = [:]
  private let initial: Int32

  init(below valueCount: Int, uses: Int, initial: Int32 = ValueTable.null) {
    self.initial = initial
    // An array is faster, but it should not be larger than what it is about.
    if valueCount <= 4 * uses { array = Array(repeating: 0, count: valueCount) }
  }

  subscript(_ value: Int32) -> Int32 {
    mutating get {
      if value == initial { return 0 }
      let known = array.isEmpty ? dictionary[value] ?? 0 : array[Int(value)]
      if known != 0 { return known }
      let number = Int32(count)
      if array.isEmpty { dictionary[value] = number } else { array[Int(value)] = number }
      count += 1
      return number
    }
  }
}
