import PaxcheckModel
import PaxcheckSearch
import PaxcheckTestSupport
import Testing

/// Two numbers that go round, each by steps of its own, and a step that is none.
private struct Wheels: Model {
  enum Action: Hashable, Sendable { case left, right, both, neither }
  struct State: Hashable, Sendable {
    var left = 0
    var right = 0
  }

  var initialStates: [State] { [State()] }

  func actions(in state: State) -> [Action] { [.left, .right, .both, .neither] }

  func successor(of state: State, after action: Action) -> State? {
    if action == .neither { return nil }
    var next = state
    if action != .right { next.left = (state.left + 1) % 3 }
    if action != .left { next.right = (state.right + 1) % 3 }
    return next
  }

  var properties: [Property<Self>] {
    [
      .always("in step") { $0.left == $0.right },
      .always("no jump", step: { before, _, after in after.left <= before.left + 1 }),
    ]
  }
}

/// The same with counters of its own.
private struct CountedWheels: Model {
  struct State: Hashable, Sendable {
    var wheels = Wheels.State()
    var lefts = 0
    var all = 0
  }

  let limits: (lefts: Int, all: Int)

  var initialStates: [State] { [State()] }

  func actions(in state: State) -> [Wheels.Action] { [.left, .right, .both, .neither] }

  func successor(of state: State, after action: Wheels.Action) -> State? {
    var next = state
    if action == .left { next.lefts += 1 }
    next.all += 1
    guard next.lefts <= limits.lefts, next.all <= limits.all,
      let wheels = Wheels().successor(of: state.wheels, after: action)
    else { return nil }
    next.wheels = wheels
    return next
  }

  var properties: [Property<Self>] {
    [
      .always("in step") { $0.wheels.left == $0.wheels.right },
      .always(
        "no jump", step: { before, _, after in after.wheels.left <= before.wheels.left + 1 }),
    ]
  }
}

@Suite struct `A limited model` {
  private func limited(_ lefts: Int, _ all: Int) -> Limited<Wheels> {
    Limited(
      Wheels(),
      to: [
        ActionBudget("lefts", lefts) { $0 == .left }, ActionBudget("steps", all) { _ in true },
      ],
      examples: [.sometimes("left is ahead") { $0.left > $0.right }])
  }

  @Test func `is like one with counters of its own`() {
    for lefts in 0...3 {
      for all in 0...5 {
        let oracle = Oracle(limited(lefts, all))
        let counted = Oracle(CountedWheels(limits: (lefts, all)))
        #expect(oracle.uniqueStates == counted.uniqueStates)
        #expect(oracle.generatedStates == counted.generatedStates)
        #expect(oracle.maxDepth == counted.maxDepth)
        #expect(oracle.findings.map(\.verdict).prefix(2) == counted.findings.map(\.verdict)[...])
      }
    }
  }

  @Test func `tells what was spent, and shows it`() throws {
    let model = limited(1, 2)
    var state = model.initialStates[0]
    #expect(text(state) == "State(left: 0, right: 0)")
    for action in [Wheels.Action.left, .right] {
      #expect(model.isEnabled(action, in: state))
      state = try #require(model.successor(of: state, after: action))
    }
    #expect(state.spent("lefts") == 1)
    #expect(state.spent("steps") == 2)
    #expect(model.actions(in: state).isEmpty)
    #expect(text(state) == "State(left: 1, right: 1, spent on lefts: 1, spent on steps: 2)")
  }
}
