extension Model {
  /// The state after an action, as `successor(of:after:)` says; should the model trap, these actions and
  /// this one are told to lead there.
  package func successor(
    of state: State, after action: Action, following actions: @autoclosure @escaping () -> [Action]
  ) -> State? {
    Activity.after {
      actions().map { actionText($0) } + [actionText(action)]
    } named: {
      "the successor after '\(action)'"
    } while: {
      successor(of: state, after: action)
    }
  }
}
