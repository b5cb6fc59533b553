import PaxcheckModel
import PaxcheckStateSpace

/// A limit on how often a behaviour has steps of some kind that the environment decides about: timeouts,
/// choices, losses and faults.
///
///     system.budgets = [
///       Budget("elections", of: .timeouts(Voter.Timer.election), .each(2)),
///       Budget("losses", of: .losses, .inAll(1)),
///       Budget("crashes of the first", of: .crashes.of([0]), .inAll(1)),
///     ]
///
/// A budget keeps a space finite, or small, without a counter in the protocol: what is spent is part of the
/// state, survives every crash, and is shown beside what the actor itself keeps. Where several budgets are
/// about a step, it draws on each of them. A timeout that is no step draws on none.
public struct Budget: Sendable {
  /// How much there is.
  public enum Limit: Hashable, Sendable {
    /// So many steps of each actor.
    case each(Int)
    /// So many of the first actor, of the second, …; of the others none.
    case byActor([Int])
    /// So many of all actors together. A state holds their number, not whose they were.
    case inAll(Int)
  }

  /// The largest limit: it keeps what is spent small.
  public static var largestLimit: Int { 15 }
  /// How many budgets a system may have.
  static var countLimit: Int { 16 }

  /// What is counted, for people: `heartbeats`.
  public let name: String
  /// The steps that draw on the budget.
  public let steps: StepKind
  public let limit: Limit

  /// - Parameters:
  ///   - name: What is counted, for people. Budgets of one system have different names.
  ///   - steps: The steps that draw on the budget.
  ///   - limit: How many there may be, at most 15 of each actor or in all.
  public init(_ name: String, of steps: StepKind, _ limit: Limit) {
    self.name = name
    self.steps = steps
    self.limit = limit
  }

  /// Whether all actors share it.
  var isShared: Bool { if case .inAll = limit { true } else { false } }

  /// How much an actor has for itself, or all have together.
  func limit(of actor: ActorID) -> Int {
    switch limit {
    case .each(let limit), .inAll(let limit): limit
    case .byActor(let limits): limits.indices.contains(actor.index) ? limits[actor.index] : 0
    }
  }
}

extension Budget {
  /// What is wrong with the budgets of a system of so many actors, in a sentence; `nil` if nothing is.
  static func flaw(of budgets: [Budget], actorCount: Int) -> ModelError? {
    if budgets.count > countLimit {
      return .tooLarge("it has \(budgets.count) budgets, and a system has at most \(countLimit)")
    }
    let sharedCount = budgets.count(where: \.isShared)
    if sharedCount > ComponentFacts.groupLimit {
      return .tooLarge(
        "\(sharedCount) budgets are for all actors together, and at most "
          + "\(ComponentFacts.groupLimit) may be")
    }
    for (place, budget) in budgets.enumerated() {
      if let reason = budget.flaw(actorCount: actorCount) {
        return .malformed("the budget '\(budget.name)' \(reason)")
      }
      if budgets[..<place].contains(where: { $0.name == budget.name }) {
        return .malformed("two budgets are called '\(budget.name)'")
      }
    }
    return nil
  }

  private func flaw(actorCount: Int) -> String? {
    let limits: [Int]
    switch limit {
    case .each(let limit), .inAll(let limit): limits = [limit]
    case .byActor(let all): limits = all
    }
    if let limit = limits.first(where: { !(0...Self.largestLimit ~= $0) }) {
      return "is \(limit), and it can be 0 to \(Self.largestLimit)"
    }
    if limits.count > max(1, actorCount) {
      return "is about \(limits.count) actors, and there are \(actorCount)"
    }
    if steps.sort == .loss && !isShared {
      return "is about losses, which are no actor's: it can be one of '.inAll'"
    }
    return nil
  }
}
