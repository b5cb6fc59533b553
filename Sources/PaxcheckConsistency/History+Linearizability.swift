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
      case .inconsistent(let failure): return .inconsistent(explain(failure, in: part))
      case .undecided(let why): undecided = undecided ?? why
      }
    }
    if let undecided { return .undecided(undecided) }
    points.sort { ($0.moment, $0.rank) < ($1.moment, $1.rank) }
    return .consistent(points.map(\.entry.clientOperation))
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

  private func explain(
    _ failure: EncodedFailure, in part: [Entry]
  ) -> Inconsistency<Specification> {
    let culprit = part[failure.operation]
    var object = initial
    let order = failure.partialOrder.map { part[$0].clientOperation }
    for operation in order { _ = object.apply(operation.operation) }
    let expected = object.apply(culprit.operation)
    return Inconsistency(
      partialOrder: order, unplaced: [culprit.clientOperation],
      obstacles: [.init(operation: culprit.clientOperation, expected: expected)])
  }
}
