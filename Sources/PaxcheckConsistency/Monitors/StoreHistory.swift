/// The operations on a queue or stack all of whose values differ.
struct StoreHistory {
  let operations: [StoreOperation]
  private let valueCount: Int
  /// Removals that found nothing, and those that never returned, by their invocations.
  let empties: [(number: Int, moments: Moments)]
  let lost: [Int]

  /// Prepares a history whose values are below `valueCount`.
  ///
  /// - Returns: `nil` if a value is put in twice, or is 0.
  init?(_ operations: [StoreOperation], valueCount: Int) {
    self.operations = operations
    self.valueCount = valueCount
    var isInserted = Array(repeating: false, count: valueCount)
    for operation in operations where operation.isInsertion {
      guard operation.value != 0, !isInserted[Int(operation.value)] else { return nil }
      isInserted[Int(operation.value)] = true
    }
    let idle = operations.indices.filter {
      !operations[$0].isInsertion && operations[$0].value == 0
    }.sorted { operations[$0].invoked < operations[$1].invoked }
    empties = idle.filter { operations[$0].isAnswered }.map { ($0, operations[$0].moments) }
    lost = idle.filter { !operations[$0].isAnswered }
  }

  enum Pairing {
    case paired([Stay])
    case conflict([Int])
  }

  /// Finds the insertion and the removal of each value.
  func pair() -> Pairing {
    var insertions = Array(repeating: -1, count: valueCount)
    var removals = insertions
    for (number, operation) in operations.enumerated() where operation.value != 0 {
      let value = Int(operation.value)
      if operation.isInsertion {
        insertions[value] = number
      } else if removals[value] >= 0 {
        return .conflict(
          [removals[value], number]
            + operations.indices.filter {
              operations[$0].isInsertion && operations[$0].value == operation.value
            })
      } else {
        removals[value] = number
      }
    }
    var stays: [Stay] = []
    for (insertion, removal) in zip(insertions, removals) {
      if removal >= 0 {
        guard insertion >= 0 else { return .conflict([removal]) }
        let (before, after) = (operations[insertion], operations[removal])
        guard before.invoked < after.returned else { return .conflict([insertion, removal]) }
        stays.append(
          Stay(
            insertion: insertion, removal: removal,
            entry: Moments(before.invoked, min(before.returned, after.returned)),
            exit: Moments(max(before.invoked, after.invoked), after.returned)))
      } else if insertion >= 0, operations[insertion].isAnswered {
        stays.append(
          Stay(
            insertion: insertion, entry: operations[insertion].moments,
            exit: Moments(Stay.never, Stay.never)))
      }
    }
    return .paired(stays)
  }

  /// The stays if each value that was never given out had been taken out by an operation of its own that
  /// never returned: more than could have happened.
  func emptied(_ stays: [Stay]) -> [Stay] {
    guard let first = lost.first else { return stays }
    return stays.map { stay in
      var stay = stay
      if stay.removal == nil {
        stay.exit = Moments(max(operations[first].invoked, stay.entry.first), Stay.someTime)
      }
      return stay
    }
  }
}
