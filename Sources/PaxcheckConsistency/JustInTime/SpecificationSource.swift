/// A specification as numbered states and actions.
package struct SpecificationSource<Specification: SequentialSpecification>: TransitionSource {
  private struct Action: Hashable {
    let operation: Specification.Operation
    let response: Specification.Response?
  }

  package private(set) var states: [Specification]
  private var stateNumbers: [Specification: Int]
  private var actions: [Action] = []
  private var actionNumbers: [Action: Int] = [:]

  /// - Parameter initial: The states in which the object may be at first, which get the numbers from 0.
  package init(_ initial: [Specification]) {
    states = initial
    stateNumbers = Dictionary(uniqueKeysWithValues: initial.enumerated().map { ($1, $0) })
  }

  package init(_ initial: Specification) { self.init([initial]) }

  package var actionCount: Int { actions.count }

  /// The number of an operation with its answer.
  package mutating func number(
    of operation: Specification.Operation, answered response: Specification.Response?
  ) -> Int {
    let action = Action(operation: operation, response: response)
    if let known = actionNumbers[action] { return known }
    actionNumbers[action] = actions.count
    return add(operation, answered: response)
  }

  /// The number of an operation with its answer, which was not added before.
  @discardableResult
  package mutating func add(
    _ operation: Specification.Operation, answered response: Specification.Response?
  ) -> Int {
    actions.append(Action(operation: operation, response: response))
    return actions.count - 1
  }

  package func role(of action: Int) -> ActionRole {
    let action = actions[action]
    return
      switch Specification.effect(of: action.operation, answered: action.response)
    {
    case .none: .pure
    case .overwrite: .overwriting
    case .update: .other
    }
  }

  package mutating func transition(from state: Int, by number: Int) -> Transition {
    let action = actions[number]
    var object = states[state]
    if let response = action.response {
      guard object.accept(response, to: action.operation) else { return .illegal }
    } else {
      _ = object.apply(action.operation)
    }
    if role(of: number) == .pure { return .eager }
    if let known = stateNumbers[object] { return .to(known) }
    stateNumbers[object] = states.count
    states.append(object)
    return .to(states.count - 1)
  }
}
