public import PaxcheckKit

/// Missionaries and cannibals cross a river, and nowhere may missionaries be outnumbered.
///
/// People are told apart: the state says who is where, not only how many.
///
/// - SeeAlso: S. Amarel, "On Representations of Problems of Reasoning about Actions", Machine
///   Intelligence 3, 1968; `MissionariesAndCannibals.tla` in the TLA⁺ examples.
public struct MissionariesAndCannibals: Model {
  public struct State: Hashable, Sendable {
    /// Who is on the bank where everybody was at first.
    public var east: BitSet<Person>
    public var west: BitSet<Person> = []
    public var boat = Bank.east
  }

  public enum Bank: UInt8, Sendable {
    case east
    case west
  }

  public enum Action: Hashable, Sendable {
    case cross(BitSet<Person>)
  }

  /// What can go wrong with the crossing.
  public enum Bug: String, Sendable {
    case looksAheadOnly = "looks-ahead-only"
    case looksBackOnly = "looks-back-only"
    case rowsAlone = "rows-alone"
  }

  private let people: BitSet<Person>
  private let boatCapacity: Int
  private let bug: Bug?

  /// - Precondition: there are at most as many cannibals as missionaries.
  public init(missionaries: Int = 3, cannibals: Int = 3, boatCapacity: Int = 2, bug: Bug? = nil) {
    precondition(cannibals <= missionaries, "\(cannibals) cannibals outnumber \(missionaries)")
    people = BitSet(
      (0..<missionaries).map { .missionary($0) } + (0..<cannibals).map { .cannibal($0) })
    self.boatCapacity = bug == .rowsAlone ? 1 : boatCapacity
    self.bug = bug
  }

  public var initialStates: [State] { [State(east: people)] }

  public func actions(in state: State) -> [Action] {
    let ashore = state.boat == .east ? state.east : state.west
    return ashore.subsets.filter { 1...boatCapacity ~= $0.count }.map { .cross($0) }
  }

  public func successor(of state: State, after action: Action) -> State? {
    guard case .cross(let crew) = action else { return nil }
    var next = state
    next.east.formSymmetricDifference(crew)
    next.west.formSymmetricDifference(crew)
    next.boat = state.boat == .east ? .west : .east
    let (ahead, behind) = next.boat == .west ? (next.west, next.east) : (next.east, next.west)
    guard ahead.isSafe || bug == .looksBackOnly else { return nil }
    guard behind.isSafe || bug == .looksAheadOnly else { return nil }
    return next
  }

  public var properties: [Property<Self>] {
    [
      .always("no missionary is outnumbered") { $0.east.isSafe && $0.west.isSafe },
      .sometimes("everybody is across") { $0.east.isEmpty },
    ]
  }
}
