public import PaxcheckKit

/// A search for two bytes *x* and *y* with *a x* + *b y* = *c*, all modulo 256, one by one.
///
/// - SeeAlso: `LinearEquation` in `src/test_util.rs` of stateright.
public struct LinearEquation: Model {
  public struct State: Hashable, Sendable {
    public var x: UInt8 = 0
    public var y: UInt8 = 0
  }

  public enum Action: CaseIterable, Sendable {
    case increaseX
    case increaseY
  }

  /// What can go wrong with the search, and one change that must not matter.
  public enum Bug: String, Sendable {
    case skipsOddX = "skips-odd-x"
    case keepsY = "keeps-y"
    case decreases
  }

  private let a: UInt8
  private let b: UInt8
  private let c: UInt8
  private let bug: Bug?

  public init(a: UInt8, b: UInt8, c: UInt8, bug: Bug? = nil) {
    self.a = a
    self.b = b
    self.c = c
    self.bug = bug
  }

  public var initialStates: [State] { [State()] }

  public func actions(in state: State) -> [Action] { Action.allCases }

  public func successor(of state: State, after action: Action) -> State? {
    var next = state
    let step: UInt8 = bug == .decreases ? 255 : 1
    switch action {
    case .increaseX: next.x &+= bug == .skipsOddX ? 2 : step
    case .increaseY: next.y &+= bug == .keepsY ? 0 : step
    }
    return next
  }

  public var properties: [Property<Self>] {
    [.sometimes("solved") { [a, b, c] in a &* $0.x &+ b &* $0.y == c }]
  }
}
