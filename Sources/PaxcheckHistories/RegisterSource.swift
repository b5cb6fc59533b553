import PaxcheckConsistency

/// A register with comparisons and swaps. Its states are the numbers of the values that it may hold.
struct RegisterSource: TransitionSource {
  let actions: [RecordedOperation]

  func role(of action: Int) -> ActionRole {
    let action = actions[action]
    return switch action.kind {
    case .write: .overwriting
    case .swap: action.isAnswered ? (action.changesNothing ? .pure : .other) : .overwriting
    case .compareAndSet where action.changesNothing: .pure
    case .compareAndSet: .other
    default: .pure
    }
  }

  func transition(from state: Int, by action: Int) -> Transition {
    let action = actions[action]
    switch action.kind {
    case .write: return .to(Int(action.argument))
    case .swap:
      guard action.isAnswered else { return .to(Int(action.argument)) }
      guard state == Int(action.output) else { return .illegal }
      return action.changesNothing ? .eager : .to(Int(action.argument))
    case .compareAndSet:
      let succeeds = state == Int(action.argument)
      guard !action.isAnswered || succeeds == (action.outcome == .succeeded) else {
        return .illegal
      }
      if action.changesNothing { return .eager }
      return .to(succeeds ? Int(action.secondArgument) : state)
    default: return state == Int(action.output) ? .eager : .illegal
    }
  }
}

extension RecordedOperation {
  /// Whether it is a comparison or a swap that leaves every register as it is.
  fileprivate var changesNothing: Bool {
    kind == .swap ? argument == output : outcome == .refused || argument == secondArgument
  }
}
