/// What a search found out about a history in numbers.
package enum EncodedVerdict: Sendable {
  /// The operations in a legal order, without those that never returned and need not have happened.
  case consistent(order: [Int])
  case inconsistent(EncodedFailure)
  case undecided(UndecidedCheck)
}

extension EncodedVerdict {
  /// The same verdict with other numbers for the operations.
  package func renumbered(_ number: (Int) -> Int) -> EncodedVerdict {
    switch self {
    case .consistent(let order): .consistent(order: order.map(number))
    case .inconsistent(let failure):
      .inconsistent(
        EncodedFailure(
          operation: number(failure.operation), partialOrder: failure.partialOrder.map(number),
          states: failure.states))
    case .undecided: self
    }
  }
}

/// Why a check has no answer.
public enum UndecidedCheck: Hashable, Sendable, CustomStringConvertible {
  /// This many configurations were all that was allowed.
  case configurations(Int)
  case stopped(StopReason)

  public var description: String {
    switch self {
    case .configurations(let count): "\(count) configurations were not enough"
    case .stopped(let reason): reason.rawValue
    }
  }
}

/// Why a check ends before it has an answer.
public enum StopReason: String, Hashable, Sendable {
  case interrupt = "interrupted"
  case timeLimit = "the time limit was reached"
  case memoryLimit = "the memory limit was reached"
}

/// Thrown where a judgement ends for a reason that has nothing to do with the history.
package struct Stopped: Error {
  package let reason: StopReason

  package init(_ reason: StopReason) { self.reason = reason }
}

/// Called by what takes long, now and then; throws when it shall not go on.
package typealias Pause = () throws(Stopped) -> Void

/// The first operation whose return no order explains.
package struct EncodedFailure: Sendable {
  /// Everything up to the return of this operation has no explanation, everything before has one.
  package let operation: Int
  /// A legal order of everything that returned before, and of what had to come before.
  package let partialOrder: [Int]
  /// The states in which the object may have been when the operation took effect.
  package let states: [Int]

  package init(operation: Int, partialOrder: [Int] = [], states: [Int] = []) {
    self.operation = operation
    self.partialOrder = partialOrder
    self.states = states
  }
}
