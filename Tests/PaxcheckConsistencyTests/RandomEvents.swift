import PaxcheckConsistency
import PaxcheckModel

/// Draws histories of a few clients at one object, some of them with wrong answers.
///
/// The object performs each operation at a random moment between invocation and response, so what is
/// not tampered with is linearizable. At the end operations may be left in flight.
struct RandomEvents<Specification: SequentialSpecification> {
  typealias Event = History<Specification>.Event

  let initial: Specification
  var clients = 3
  var operations = 6
  /// How many of 100 answers are replaced by one that the object gives in some other state.
  var lies = 10
  let draw: (inout SeededGenerator) -> Specification.Operation

  func events(seed: UInt64) -> [(event: Event, client: Int)] {
    var generator = SeededGenerator(seed: seed)
    var object = initial
    var events: [(Event, Int)] = []
    var pending: [Int: Specification.Operation] = [:]
    var answers: [Int: Specification.Response] = [:]
    var invoked = 0
    for _ in 0..<(operations * 4) {
      let client = generator.below(clients)
      if let answer = answers.removeValue(forKey: client) {
        events.append((.response(answer), client))
      } else if let operation = pending.removeValue(forKey: client) {
        answers[client] = answer(operation, from: &object, &generator)
      } else if invoked < operations {
        pending[client] = draw(&generator)
        events.append((.invocation(pending[client]!), client))
        invoked += 1
      }
    }
    return events
  }

  private func answer(
    _ operation: Specification.Operation, from object: inout Specification,
    _ generator: inout SeededGenerator
  ) -> Specification.Response {
    let truth = object.apply(operation)
    guard generator.below(100) < lies else { return truth }
    var other = initial
    for _ in 0..<generator.below(4) { _ = other.apply(draw(&generator)) }
    return other.apply(operation)
  }
}
