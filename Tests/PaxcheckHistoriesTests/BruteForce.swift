import PaxcheckConsistency

@testable import PaxcheckHistories

/// Judges recorded operations by trying every order.
struct BruteForce<T: Translation> {
  let translation: T

  func hasOrder(_ operations: [RecordedOperation]) -> Bool {
    canFinish(operations, translation.initial)
  }

  private func canFinish(_ left: [RecordedOperation], _ object: T.Specification) -> Bool {
    if left.allSatisfy({ !$0.isAnswered }) { return true }
    return left.indices.contains { index in
      guard !left.contains(where: { $0.returned < left[index].invoked }) else { return false }
      var (rest, after) = (left, object)
      return perform(rest.remove(at: index), on: &after) && canFinish(rest, after)
    }
  }

  private func perform(_ operation: RecordedOperation, on object: inout T.Specification) -> Bool {
    if operation.isAnswered {
      return object.accept(
        translation.response(operation), to: translation.operation(operation))
    }
    _ = object.apply(translation.operation(operation))
    return true
  }

  /// Whether an order is legal, keeps real time and has all operations that were answered.
  func accepts(_ order: [Int], of operations: [RecordedOperation]) -> Bool {
    isLegal(order, of: operations)
      && Set(order).isSuperset(of: operations.indices.filter { operations[$0].isAnswered })
  }

  /// Whether an order of some operations is legal and keeps real time.
  func isLegal(_ order: [Int], of operations: [RecordedOperation]) -> Bool {
    var object = translation.initial
    var latest = Int.min
    for number in order {
      latest = max(latest, operations[number].invoked)
      guard latest < operations[number].returned, perform(operations[number], on: &object) else {
        return false
      }
    }
    return Set(order).count == order.count
  }
}
