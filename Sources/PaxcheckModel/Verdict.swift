/// What a check found out about one property.
public enum Verdict<M: Model>: Sendable {
  /// True in the whole space.
  case holds
  /// True in the part of the space that was looked at, which the text names: `the boundary`. What lies
  /// beyond it can be reached, and was not searched.
  case holdsWithin(String)
  /// False, and this behaviour shows it.
  case violated(Path<M>)
  /// The example asked for by a `sometimes` property.
  case reached(Path<M>)
  /// No state of the whole space is such an example.
  case unreachable
  /// The search could not tell.
  case undecided(UndecidedReason)

  /// Whether the answer is what the author of the model expects, is not, or is still open (`nil`).
  public var isAsExpected: Bool? {
    switch self {
    case .holds, .holdsWithin, .reached: true
    case .violated, .unreachable: false
    case .undecided: nil
    }
  }

  /// The behaviour that proves the verdict, where there is one.
  public var path: Path<M>? {
    switch self {
    case .violated(let path), .reached(let path): path
    case .holds, .holdsWithin, .unreachable, .undecided: nil
    }
  }

  /// What the verdict is limited to: `within the boundary`; `nil` if it is one on the whole space.
  public var qualifier: String? {
    if case .holdsWithin(let part) = self { "within \(part)" } else { nil }
  }

  /// The verdict in one word.
  public var name: String {
    switch self {
    case .holds, .holdsWithin: "holds"
    case .violated: "violated"
    case .reached: "reached"
    case .unreachable: "unreachable"
    case .undecided: "undecided"
    }
  }
}

/// Why a search has no answer. A search that stopped early never says "holds".
public enum UndecidedReason: Hashable, Sendable, CustomStringConvertible {
  /// Behaviours longer than this many states were cut off.
  case depthLimit(Int)
  /// The search stopped at this many distinct states.
  case stateLimit(Int)
  /// The search used up its time.
  case timeLimit
  /// The search would have needed more than this many bytes.
  case memoryLimit(Int)
  /// A stop was requested.
  case interrupted
  /// Only what lies beyond the model's boundary could still decide.
  case boundary
  /// Random runs found nothing, and they cannot prove that there is nothing.
  case notExhaustive(runs: Int)
  /// There is no example in the part of the space that was looked at: `within scenario quiet`.
  case unreachable(String)
  /// Behaviours begin in no state that was to be looked at.
  case noState
  /// The search was to stop at the first violation, and another property was violated first.
  case firstViolation

  public var description: String {
    switch self {
    case .depthLimit(let depth): "depth limit of \(depth)"
    case .stateLimit(let states): "state limit of \(states)"
    case .timeLimit: "time limit"
    case .memoryLimit(let bytes): "memory limit of \(bytes.binaryUnitText)"
    case .interrupted: "interrupted"
    case .boundary: "cut off by the model's boundary"
    case .unreachable(let part): "unreachable \(part)"
    case .noState: "no state was looked at"
    case .firstViolation: "stopped at the first violation"
    case .notExhaustive(1): "1 random run proves nothing"
    case .notExhaustive(let runs): "\(runs) random runs prove nothing"
    }
  }
}
