/// What a check found out about a recorded history.
public struct HistoryReport: Sendable {
  public let history: RecordedHistory
  public let condition: ConsistencyCondition
  public let verdict: HistoryVerdict
  /// How many configurations were looked at; 0 where no search was needed.
  public let effort: Int
}

/// What can be asked of a history.
public enum ConsistencyCondition: String, Sendable, CaseIterable {
  /// Each operation takes effect at one moment between its invocation and its return.
  case linearizable
  /// Some order explains the answers that keeps each client's own, but not real time.
  case sequential = "sequentially-consistent"
}

/// Whether a recorded history has a legal order. Operations are numbered as in the history.
public enum HistoryVerdict: Sendable {
  /// A legal order, without those operations that never returned and need not have happened.
  case consistent(order: [Int])
  case inconsistent(HistoryConflict)
  /// No answer, and why.
  case undecided(String)
}

/// An operation of an order.
public struct LinearizationPoint: Sendable, Hashable {
  public let operation: Int
  /// The moment at which it may have taken effect, in the history's own time.
  public let moment: Int
}

/// Why a recorded history has no legal order. Operations are numbered as in the history.
public struct HistoryConflict: Sendable {
  /// The operation whose return ends the shortest prefix that was seen to have no legal order.
  public let culprit: Int
  /// A legal order of the prefix without that operation. It stops where an answer that was given in the
  /// end is not legal. Empty if it would cost much to find.
  public let partialOrder: [Int]
  /// Whether it has all that returned before.
  public let isOrderWhole: Bool
  /// What the culprit could have been answered, as text.
  public let possibleAnswers: [String]
  /// Operations that have no legal order whatever the others did, but for those that were seen to
  /// change nothing. Without the return of one of them there is no contradiction, unless the
  /// minimization had to be cut short. Empty if they were not looked for.
  public let conflicting: [Int]
  /// Operations that the conflicting ones refer to: the writes of the values that they read.
  public let context: [Int]
  /// Where values that they saw cannot come from, in sentences.
  public let hints: [String]
}
