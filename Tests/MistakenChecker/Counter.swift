import PaxcheckKit

enum CounterMistake: String, CaseIterable {
  case initial, actions, successor, property, end

  static let parameter = Parameter.choice(
    "mistake", ["none"] + allCases.map(\.rawValue), default: "none", "what goes wrong, and where")
}

/// Counts to five, in steps of one or two; at three the mistakes are made.
struct Counter: Model {
  enum Action: Hashable, Sendable { case one, two }

  let mistake: CounterMistake?

  var initialStates: [Int] { mistake == .initial ? [[0][1]] : [0] }

  func actions(in count: Int) -> [Action] {
    mistake == .actions && count == 3 ? [[.one][count]] : [.one, .two]
  }

  func successor(of count: Int, after action: Action) -> Int? {
    let next = count + (action == .one ? 1 : 2)
    if mistake == .successor && next == 3 { return [1][next] }
    return next > 5 ? nil : next
  }

  var properties: [Property<Self>] {
    [
      .always("small") { count in mistake != .property || [true, true, true][count] },
      .atEnd("large") { count in mistake != .end || [true][count] },
    ]
  }
}

extension ModelDescription {
  static let counter = ModelDescription(
    "counter", "a counter, and one of the mistakes of authors", source: "tests",
    parameters: [CounterMistake.parameter]
  ) { arguments in
    Counter(mistake: CounterMistake(rawValue: arguments.choice("mistake")))
  }
}
