public import PaxcheckModel

/// A behaviour of a model that grows step by step, seen as integers: what a random run needs of a
/// model, and no more.
///
/// The steps offered in a state are numbered from 0 in the order of `Model.actions(in:)`, so that
/// every stepper of a model takes the same runs.
public protocol Stepper: AnyObject {
  /// What is wrong with the model, once something is.
  var failure: ModelError? { get }

  /// The number of initial states within the boundary.
  var initialStateCount: Int { get }
  /// Begins a behaviour in one of the initial states within the boundary.
  func start(_ index: Int)

  /// Lists the steps that may be tried in the current state, and returns their number. What is said
  /// of a step by its place holds until the next call.
  func listSteps() -> Int
  /// Tries a step that is offered.
  func take(_ place: Int) -> StepAttempt
  /// Whether a step that is offered changes anything, be it that it leads out of the boundary.
  func isStep(_ place: Int) -> Bool
  /// A number for the action of a step, the same whenever it is offered.
  func key(_ place: Int) -> Int
  /// What a simulation should take a step for.
  func role(_ place: Int) -> StepRole
  /// A number for the strand that a step belongs to.
  func strand(_ place: Int) -> Int
  /// The place of the name of a step's kind in `kindNames`.
  func kind(_ place: Int) -> Int
  /// The names of kinds met so far.
  var kindNames: [String] { get }

  /// The text of the step that is tried, and the name of what is asked about it, should the model trap;
  /// `nil` where the model's parts say so themselves.
  var attempt: (step: String?, name: String?) { get }

  /// Those of some properties, a bit for each, whose condition is true in the current state.
  func satisfied(among properties: UInt64) -> UInt64
  /// Those of some properties, a bit for each, that ask in the current state for what must come true.
  func originating(among properties: UInt64) -> UInt64
  /// Those of some properties about steps, a bit for each, that the last step taken breaks.
  func brokenByStep(among properties: UInt64) -> UInt64
  /// Notes the current state, and tells whether it was noted before in this behaviour.
  func isRevisited() -> Bool

  /// What there is in the current state that is hardly meant, in a sentence.
  var warning: String? { get }

  /// Whether so much is remembered that `compact` should be called.
  var isFull: Bool { get }
  /// Forgets everything but the current behaviour, and numbers keys anew.
  ///
  /// - Returns: The new numbers of `keys`.
  func compact(keeping keys: [Int]) -> [Int]
}

/// What became of a step that was tried.
public enum StepAttempt: Sendable {
  /// The stepper is in the next state.
  case taken
  /// The action is no step here: it would change nothing.
  case noStep
  /// The step leads out of the model's boundary.
  case outside
}

extension Stepper {
  /// Whether no step leads on from the current state, not even out of the boundary.
  package func isTerminal() -> Bool { (0..<listSteps()).allSatisfy { !isStep($0) } }
}
