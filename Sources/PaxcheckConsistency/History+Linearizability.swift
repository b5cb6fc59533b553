extension History {
  /// Looks for a linearization.
  ///
  /// The parts of the object (see `SequentialSpecification.part`) are judged one by one.
  ///
  /// - Parameter limit: The number of configurations after which to give up on a part.
  public func checkLinearizability(limit: Int = .max) -> ConsistencyVerdict<Specification> {
    checkLinearizability(limit: limit, reductions: .all)
  }

  func checkLinearizability(
    limit: Int, reductions: Reductions
  ) -> ConsistencyVerdict<Specification> {
    switch linearization(limit: limit, reductions: reductions) {
    case .order(let order): .consistent(order.map(\.clientOperation))
    case .failure(let failure): .inconsistent(explain(failure))
    case .undecided(let why): .undecided(why)
    }
  }

  /// What a search for a linearization finds.
  enum Linearization {
    case order([Entry])
    case failure(Failure)
    case undecided(UndecidedCheck)
  }

  /// The operation whose return no order explains, a legal order of what came before, and the states in
  /// which the object may have been.
  struct Failure {
    let culprit: Entry
    let order: [Entry]
    let states: [Specification]
  }

  /// Looks for a linearization.
  func linearization(limit: Int, reductions: Reductions = .all) -> Linearization {
    var settings = LinearizationSettings()
    settings.limit = limit
    settings.reductions = reductions
    var points: [(moment: Int, rank: Int, entry: Entry)] = []
    var undecided: UndecidedCheck?
    for part in parts {
      var source = SpecificationSource(initial)
      let operations = part.map { entry in
        EncodedOperation(
          action: source.number(of: entry.operation, answered: entry.response),
          invoked: entry.invoked, returned: entry.returned ?? .max)
      }
      var race = LinearizationRace(
        operations, of: source, actionCount: source.actionCount, settings)
      switch race.run() {
      case .consistent(let order): points += linearizationPoints(of: order.map { part[$0] })
      case .inconsistent(let failure):
        return .failure(
          Failure(
            culprit: part[failure.operation], order: failure.partialOrder.map { part[$0] },
            states: race.states(failure.states, as: SpecificationSource<Specification>.self)))
      case .undecided(let why): undecided = undecided ?? why
      }
    }
    if let undecided { return .undecided(undecided) }
    points.sort { ($0.moment, $0.rank) < ($1.moment, $1.rank) }
    return .order(points.map(\.entry))
  }

  /// The operations on each part of the object, in the order in which the parts were first used.
  private var parts: [[Entry]] {
    var numbers: [AnyHashable?: Int] = [:]
    var parts: [[Entry]] = []
    for entry in entries {
      let key = Specification.part(of: entry.operation)
      if numbers[key] == nil {
        numbers[key] = parts.count
        parts.append([])
      }
      parts[numbers[key]!].append(entry)
    }
    return parts
  }

  /// The moments at which the operations of an order may have taken effect: as early as can be.
  ///
  /// None comes after its operation's return, for no later operation of the order was over before
  /// an earlier one began. Sorting by them merges orders of independent parts.
  private func linearizationPoints(
    of order: [Entry]
  ) -> [(moment: Int, rank: Int, entry: Entry)] {
    var latest = 0
    return order.enumerated().map { rank, entry in
      latest = max(latest, entry.invoked)
      return (latest, rank, entry)
    }
  }

  private func explain(_ failure: Failure) -> Inconsistency<Specification> {
    let culprit = failure.culprit.clientOperation
    var object = initial
    let order = failure.order.map(\.clientOperation)
    for operation in order { _ = object.apply(operation.operation) }
    let expected = object.apply(culprit.operation)
    return Inconsistency(
      partialOrder: order, unplaced: [culprit],
      obstacles: [.init(operation: culprit, expected: expected)])
  }
}
