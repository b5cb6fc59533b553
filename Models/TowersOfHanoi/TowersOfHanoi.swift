public import PaxcheckKit

/// A tower of disks is to be moved to the last peg, disk by disk, never a larger on a smaller one.
///
/// With three pegs the shortest solution for *d* disks has 2*ᵈ* − 1 moves.
///
/// - SeeAlso: É. Lucas, "Récréations mathématiques", vol. 3, 1893; `specifications/tower_of_hanoi`
///   in the TLA⁺ examples.
public struct TowersOfHanoi: Model {
  public struct State: Hashable, Sendable {
    /// The disks on each peg from the bottom up; disk 1 is the smallest.
    public var pegs: [[Int]]
  }

  public enum Action: Hashable, Sendable {
    case move(from: Int, to: Int)
  }

  /// What can go wrong with the moves.
  public enum Bug: String, Sendable {
    case ignoresSizes = "ignores-sizes"
    case avoidsTheMiddle = "avoids-the-middle"
  }

  private let start: State
  private let bug: Bug?
  private let allActions: [Action]

  /// A tower of `disks` on the first of `pegs` pegs.
  public init(disks: Int, pegs: Int = 3, bug: Bug? = nil) {
    let empty = Array(repeating: [Int](), count: pegs - 1)
    start = State(pegs: [(1...disks).reversed()] + empty)
    self.bug = bug
    allActions = (0..<pegs).flatMap { from in
      (0..<pegs).filter { $0 != from }.map { .move(from: from, to: $0) }
    }
  }

  public var initialStates: [State] { [start] }

  public func actions(in state: State) -> [Action] { allActions }

  public func successor(of state: State, after action: Action) -> State? {
    guard case .move(let from, let to) = action, isAllowed(to) else { return nil }
    guard let disk = state.pegs[from].last else { return nil }
    if let below = state.pegs[to].last, disk > below, bug != .ignoresSizes { return nil }
    var next = state
    next.pegs[to].append(next.pegs[from].removeLast())
    return next
  }

  private func isAllowed(_ peg: Int) -> Bool {
    bug != .avoidsTheMiddle || peg == 0 || peg == start.pegs.count - 1
  }

  public var properties: [Property<Self>] {
    [
      .always("every disk lies on a larger one") { state in
        state.pegs.allSatisfy { peg in zip(peg, peg.dropFirst()).allSatisfy { $0 > $1 } }
      },
      .sometimes("the tower stands on the last peg") { $0.pegs.dropLast().allSatisfy(\.isEmpty) },
    ]
  }
}
