import PaxcheckKit

/// What clients of a register see that works, drawn from a seed.
enum DrawnHistory {
  /// The number of values that the clients write, so that answers are ambiguous.
  private static let values = 5

  /// A history of so many operations, which is linearizable.
  static func of(operations: Int, clients: Int) -> History<CompareAndSetRegister<Int>> {
    var generator = SeededGenerator(seed: 1, run: 0)
    var register = CompareAndSetRegister(0)
    var history = History(of: register)
    var open: [Int: CompareAndSetRegister<Int>.Operation] = [:]
    var answers: [Int: CompareAndSetRegister<Int>.Response] = [:]
    while history.entries.count < operations || !open.isEmpty || !answers.isEmpty {
      let client = generator.below(clients)
      do {
        if let answer = answers.removeValue(forKey: client) {
          try history.record(.response(answer), by: client)
        } else if let operation = open.removeValue(forKey: client) {
          answers[client] = register.apply(operation)
        } else if history.entries.count < operations {
          let operation = draw(&generator)
          open[client] = operation
          try history.record(.invocation(operation), by: client)
        }
      } catch {
        preconditionFailure("\(error)")
      }
    }
    return history
  }

  private static func draw(
    _ generator: inout SeededGenerator
  ) -> CompareAndSetRegister<Int>.Operation {
    let (one, other) = (generator.below(values), generator.below(values))
    return switch generator.below(3) {
    case 0: .read
    case 1: .write(one)
    default: .compareAndSet(expected: one, new: other)
    }
  }
}
