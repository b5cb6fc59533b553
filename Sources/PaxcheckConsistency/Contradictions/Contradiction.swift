import PaxcheckModel

/// A few operations of a history that have no linearization whatever the others did.
///
/// Without the return of any one of them there is no contradiction: it may then take effect at any time
/// after its invocation, or never.
struct Contradiction<Specification: SequentialSpecification> {
  typealias Entry = History<Specification>.Entry

  /// The operations up to the return of the culprit, as they were known then.
  let past: [Entry]
  /// The operation whose return ends the shortest prefix without an order.
  let culprit: Entry
  /// The operations that contradict each other, by their invocations.
  let conflicting: [Entry]
  /// A legal order of what came before the culprit returned, without it: as much of one as is legal with
  /// all answers, those that came later included.
  let order: [Entry]
  /// What the culprit could have been answered.
  let possibleAnswers: [Specification.Response]

  /// Looks for a contradiction.
  ///
  /// - Parameter limit: The number of configurations after which each question is given up.
  /// - Returns: `nil` if there is an order, or none was found out about.
  init?(_ history: History<Specification>, limit: Int = 100_000) {
    let returned = history.entries.filter { $0.returned != nil }
      .sorted { $0.returned! < $1.returned! }
    let prefixes = returned.lazy.map { last in (last, history.cut(at: last.returned!)) }
    guard let (culprit, past) = prefixes.first(where: { history.failure(of: $1, limit) != nil }),
      let failure = history.failure(of: past, limit)
    else { return nil }
    self.past = past
    self.culprit = culprit
    order = history.order(of: past, without: culprit, limit)
    let states = failure.culprit == culprit ? failure.states : []
    possibleAnswers = states.map { state in
      var object = state
      return object.apply(culprit.operation)
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let part = Specification.part(of: culprit.operation)
    let related = past.filter { Specification.part(of: $0.operation) == part }
    let changing = related.filter { $0 == culprit || !$0.isPure }
    let pure = reduce(related.filter { $0 != culprit && $0.isPure }) {
      history.failure(of: changing + $0, limit) != nil
    }
    let kept = (changing + pure).sorted { $0.invoked < $1.invoked }
    conflicting = reduce(kept.filter { $0.returned != nil }) { needed in
      let isNeeded = Set(needed.map(\.invoked))
      let relaxed = kept.map { isNeeded.contains($0.invoked) ? $0 : $0.opened }
      return history.failure(of: relaxed, limit) != nil
    }
  }

  /// Whether the order has all that returned before the culprit did.
  var isOrderWhole: Bool {
    let placed = Set(order.map(\.invoked))
    return past.allSatisfy {
      $0.returned == nil || $0 == culprit || placed.contains($0.invoked)
    }
  }
}

extension History {
  /// What was known at a moment: later invocations are left out, later returns have not happened.
  fileprivate func cut(at moment: Int) -> [Entry] {
    entries.filter { $0.invoked < moment }.map { entry in
      entry.returned.map { $0 <= moment } ?? false ? entry : entry.opened
    }
  }

  /// Why some operations on the object have no order; `nil` if they have one, or if that is unknown.
  fileprivate func failure(of entries: [Entry], _ limit: Int) -> Failure? {
    let verdict = History(of: initial, entries).linearization(limit: limit)
    if case .failure(let failure) = verdict { return failure }
    return nil
  }

  fileprivate func order(of past: [Entry], without culprit: Entry, _ limit: Int) -> [Entry] {
    let others = past.filter { $0 != culprit }
    for candidates in [others, others + [culprit.opened]] {
      let verdict = History(of: initial, candidates).linearization(limit: limit)
      guard case .order(let order) = verdict else { continue }
      return legalPart(of: order).prefix { $0 != culprit }.map(\.self)
    }
    return []
  }

  /// The longest beginning of an order whose answers are those that its operations were given in the end.
  private func legalPart(of order: [Entry]) -> [Entry] {
    let known = Dictionary(uniqueKeysWithValues: entries.map { ($0.invoked, $0) })
    var object = initial
    return order.map { known[$0.invoked] ?? $0 }.prefix { entry in
      guard let response = entry.response else {
        _ = object.apply(entry.operation)
        return true
      }
      return object.accept(response, to: entry.operation)
    }.map(\.self)
  }
}

extension History.Entry {
  /// Whether it leaves the object as it is.
  fileprivate var isPure: Bool {
    Specification.effect(of: operation, answered: response) == .none
  }
}
