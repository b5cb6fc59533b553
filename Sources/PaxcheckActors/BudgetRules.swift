/// What the budgets of a system permit.
package struct BudgetRules: Sendable {
  let budgets: [Budget]
  /// The budgets that all actors share.
  package let shared: BudgetSet

  init(_ budgets: [Budget]) {
    self.budgets = budgets
    shared = BudgetSet(budgets.indices) { budgets[$0].isShared }
  }

  /// The budgets that a step draws on.
  package func drawn(by action: ActorAction<some Hashable & Sendable>) -> BudgetSet {
    if budgets.isEmpty { return [] }
    return BudgetSet(budgets.indices) { budgets[$0].steps.includes(action) }
  }

  /// The budgets of which an actor has nothing left, given what it has spent.
  package func exhausted(_ spent: Spent, by actor: ActorID) -> BudgetSet {
    if budgets.isEmpty { return [] }
    return BudgetSet(budgets.indices) { place in
      !budgets[place].isShared && spent[place] >= budgets[place].limit(of: actor)
    }
  }

  /// The budgets of which all actors together have nothing left, given what they have spent.
  package func exhausted(_ spent: Spent) -> BudgetSet {
    if shared.isEmpty { return [] }
    return BudgetSet(budgets.indices) { place in
      budgets[place].isShared && spent[place] >= budgets[place].limit(of: ActorID(0))
    }
  }

  /// The names of some budgets.
  package func names(_ budgets: BudgetSet) -> [String] {
    budgets.places.map { self.budgets[$0].name }
  }

  /// The shared budgets among some, counted without the others: a group of steps for each.
  func groups(_ drawn: BudgetSet) -> UInt8 {
    var groups: UInt8 = 0
    for (group, place) in shared.places.enumerated()
    where drawn.contains(BudgetSet(place: place)) {
      groups |= 1 << UInt8(group)
    }
    return groups
  }
}
