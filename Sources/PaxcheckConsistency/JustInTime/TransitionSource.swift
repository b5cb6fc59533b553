/// An object whose states and actions are numbers, as the configuration search sees it.
///
/// An action is an operation together with its answer, or without one if it never returned.
package protocol TransitionSource {
  /// What an action may do, whatever the state.
  func role(of action: Int) -> ActionRole

  /// What an action does in a state. Asked once per pair.
  mutating func transition(from state: Int, by action: Int) -> Transition

  /// The moment before which the object cannot be in this state, if what is to come shall be legal.
  ///
  /// Asked once per state. -1 if it may be in it at any time.
  func earliestMoment(of state: Int) -> Int
}

extension TransitionSource {
  package func earliestMoment(of state: Int) -> Int { -1 }
}

/// What is known of an action in every state.
package enum ActionRole: UInt8, Sendable {
  /// Legal or not, it leaves the state alone.
  case pure
  /// It is always legal, and the state after it does not depend on the state before.
  case overwriting
  /// In some states it is eager (see `Transition.eager`), in others it is not.
  case conditional
  case other
}

/// What an action does in one state.
package enum Transition: Hashable, Sendable {
  /// The object cannot give this answer.
  case illegal
  case to(Int)
  /// Legal here, leaves the state alone, and may be performed at once: whatever can follow later can
  /// follow then as well.
  case eager
}
