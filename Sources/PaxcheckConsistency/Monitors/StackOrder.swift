/// Nests the values of a stack into one another.
struct StackOrder {
  /// Times that hang together, at each of which some value is certainly inside.
  private struct Period {
    /// By the ends of their entries.
    var values: [Stay]
    var start: Int
    var end: Int
  }

  private enum Task {
    case nest(Period)
    /// The end of a period at whose bottom these values were.
    case leave([Stay], moment: Int)
  }

  private struct Step {
    let moment: Int
    let number: Int
  }

  private let periods: [Period]
  /// Values that need not stay at all.
  private let brief: [Stay]
  private let empties: [(number: Int, moments: Moments)]

  /// - Parameter empties: The pops that found nothing, by their invocations.
  init(_ stays: [Stay], empties: [(number: Int, moments: Moments)]) {
    let lasting = stays.filter { $0.entry.last < $0.exit.first }
    periods = Self.periods(of: lasting.sorted { $0.entry.last < $1.entry.last })
    brief = stays.filter { $0.entry.last >= $0.exit.first }
    self.empties = empties
  }

  private static func periods(of values: [Stay]) -> [Period] {
    var periods: [Period] = []
    for value in values {
      let last = periods.count - 1
      if last >= 0, value.entry.last < periods[last].end {
        periods[last].values.append(value)
        periods[last].end = max(periods[last].end, value.exit.first)
      } else {
        periods.append(
          Period(values: [value], start: value.entry.last, end: value.exit.first))
      }
    }
    return periods
  }

  func verdict(_ pause: Pause) throws(Stopped) -> MonitorVerdict {
    var steps: [Step] = []
    var guests: [Step] = []
    if let conflict = try nest(into: &steps, pause) ?? placeEmpties(into: &guests) {
      return .inconsistent(conflict: conflict)
    }
    for value in brief {
      guests += value.operations.map { Step(moment: value.exit.first, number: $0) }
    }
    return .consistent(order: merge(steps, guests))
  }

  /// Takes values away from the bottom until nothing is left.
  ///
  /// - Returns: Values of which none can be at the bottom, if there are any.
  private func nest(into steps: inout [Step], _ pause: Pause) throws(Stopped) -> [Int]? {
    var tasks = periods.reversed().map { Task.nest($0) }
    while let task = tasks.popLast() {
      try pause()
      switch task {
      case .leave(let values, let moment):
        steps += values.reversed().compactMap(\.removal).map { Step(moment: moment, number: $0) }
      case .nest(let period):
        let isBottom = period.values.map {
          $0.entry.first < period.start && $0.exit.last >= period.end
        }
        let bottom = zip(period.values, isBottom).filter(\.1).map(\.0)
        guard !bottom.isEmpty else {
          return Self.cover(period, from: period.start, to: period.end).flatMap(\.operations)
        }
        steps += bottom.map { Step(moment: period.start, number: $0.insertion) }
        tasks.append(.leave(bottom, moment: period.end))
        let inner = zip(period.values, isBottom).filter { !$0.1 }.map(\.0)
        tasks += Self.periods(of: inner).reversed().map { .nest($0) }
      }
    }
    return nil
  }

  /// Gives each pop that found nothing a moment at which no value is certainly inside.
  ///
  /// - Returns: Such a pop and values that fill all of its time, if there are any.
  private func placeEmpties(into steps: inout [Step]) -> [Int]? {
    var next = 0
    for (number, moments) in empties {
      while next < periods.count, periods[next].end < moments.first { next += 1 }
      let isInside = next < periods.count && periods[next].start < moments.first
      let moment = isInside ? periods[next].end : moments.first
      guard moment < moments.last else {
        return [number]
          + Self.cover(periods[next], from: moments.first, to: moments.last).flatMap(\.operations)
      }
      steps.append(Step(moment: moment, number: number))
    }
    return nil
  }

  /// As few values as can be that fill the time between two moments of a period.
  private static func cover(_ period: Period, from start: Int, to end: Int) -> [Stay] {
    var chosen: [Stay] = []
    var (next, reached) = (0, start)
    var best: Stay?
    while reached < end {
      while next < period.values.count, period.values[next].entry.last <= reached {
        let value = period.values[next]
        if best.map({ $0.exit.first < value.exit.first }) ?? true { best = value }
        next += 1
      }
      guard let value = best else { return chosen }
      chosen.append(value)
      reached = value.exit.first
    }
    return chosen
  }

  /// Puts what leaves the stack as it is between the steps, behind those of the same moment.
  private func merge(_ steps: [Step], _ guests: [Step]) -> [Int] {
    let sorted = guests.enumerated().sorted {
      ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset)
    }.map(\.element)
    var order: [Int] = []
    var next = 0
    for step in steps {
      while next < sorted.count, sorted[next].moment < step.moment {
        order.append(sorted[next].number)
        next += 1
      }
      order.append(step.number)
    }
    return order + sorted[next...].map(\.number)
  }
}
