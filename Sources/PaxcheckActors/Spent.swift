import PaxcheckModel

/// Some of a system's budgets, a bit for each.
package struct BudgetSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  init(place: Int) { rawValue = 1 << UInt16(place) }

  /// The budgets, by their places, of which a condition is true.
  init(_ places: Range<Int>, where condition: (Int) -> Bool) {
    var bits: UInt16 = 0
    for place in places where condition(place) { bits |= 1 << UInt16(truncatingIfNeeded: place) }
    rawValue = bits
  }

  /// The places of the budgets, ascending.
  var places: [Int] { (0..<16).filter { rawValue >> UInt16($0) & 1 == 1 } }
}

/// How much was spent of each budget of a system: by one actor, or in all.
package struct Spent: Hashable, Sendable {
  /// The names of the system's budgets.
  let names: [String]
  /// The counts, four bits for each.
  package var word: UInt64 = 0

  package init(of budgets: [Budget] = []) { names = budgets.map(\.name) }

  package var isNothing: Bool { word == 0 }

  subscript(place: Int) -> Int { Int(word >> UInt64(4 * place) & 15) }

  package mutating func add(_ budgets: BudgetSet) {
    if budgets.isEmpty { return }
    for place in budgets.places where self[place] < Budget.largestLimit {
      word += 1 << UInt64(4 * place)
    }
  }

  /// What was spent of the budgets that anything was spent of, by their names.
  var named: [(name: String, count: Int)] {
    names.indices.compactMap { self[$0] == 0 ? nil : (names[$0], self[$0]) }
  }

  package static func == (left: Spent, right: Spent) -> Bool { left.word == right.word }

  package func hash(into hasher: inout Hasher) { hasher.combine(word) }
}

/// What lies behind an actor that no crash takes from it: its environment knows it, not the actor.
@usableFromInline
package struct Lifetime: Hashable, Sendable {
  /// How often the actor has lost its storage.
  @usableFromInline package var amnesiaCount = 0
  /// How many unique numbers it was given.
  package var drawnCount = 0
  /// What it has spent of the budgets that it does not share.
  package var spent = Spent()

  @usableFromInline package init() {}

  /// The parts that are not as at first, for people; in a system with budgets, which spends and draws as a
  /// rule, the same parts in every state.
  var fields: [(label: String?, value: Any)] {
    var fields: [(label: String?, value: Any)] = []
    if amnesiaCount > 0 { fields.append(("amnesia", amnesiaCount)) }
    if drawnCount > 0 || !spent.names.isEmpty { fields.append(("unique numbers", drawnCount)) }
    if !spent.names.isEmpty { fields.append(("spent", spent)) }
    return fields
  }
}

extension Spent: ReadableParts {
  package var readableParts: [(name: String, value: any Sendable)] {
    named.map { ($0.name, $0.count) }
  }
}

extension Spent: CustomStringConvertible {
  /// What was spent of which budgets: `heartbeats 1, retries 2`.
  package var description: String {
    isNothing ? "nothing" : named.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
  }
}
