import BuiltInModels
import PaxcheckExplanation
import PaxcheckKit
import PaxcheckModel
import PaxcheckTestSupport
import Testing

@Suite struct `The causal order` {
  @Test(arguments: Effort.sample(TraceCollection.names))
  func `leaves only orders that lead to the same state`(name: String) throws {
    let trace = try TraceCollection.trace(name)
    let instance = try ModelCatalogue.builtIn.instance(of: trace.model)
    try shuffle(trace, on: instance.model)
  }

  private func shuffle<M: Model>(_ trace: Trace, on model: M) throws {
    guard let view = ParticipantView(model) else { return }
    let path = try trace.replay(on: model).path
    let states = path.states
    let stepDetails = path.steps.indices.map { view.details(path.steps[$0].action, states[$0]) }
    let order = CausalOrder(stepDetails, beginningWith: view.messages(path.initialState))
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<Effort.share(of: 20) {
      var rest = Array(path.steps.indices)
      var state = path.initialState
      while !rest.isEmpty {
        let ready = rest.filter { step in
          order.causes[step].allSatisfy { cause in !rest.contains(cause) }
        }
        let step = ready[generator.below(ready.count)]
        let action = path.steps[step].action
        try #require(model.actions(in: state).contains(action), "\(action)")
        state = try #require(model.successor(of: state, after: action), "\(action)")
        rest.removeAll { $0 == step }
      }
      #expect(state == path.finalState)
    }
  }

  @Test func `knows which copy of a message was taken`() {
    let message = Transmission(from: 0, to: 1, "hello")
    func sends() -> StepDetails {
      var step = StepDetails(.timeout, at: 0, "again")
      step.sent = [message]
      return step
    }
    func takes(_ kind: StepSort, _ consumption: Consumption) -> StepDetails {
      var step = StepDetails(kind, at: 1, "hello")
      step.message = message
      step.consumption = consumption
      return step
    }
    let multiset = [sends(), takes(.delivery, .oneCopy), takes(.delivery, .oneCopy)]
    #expect(
      CausalOrder(multiset, beginningWith: [message]).sendings == [nil, 0, 1])
    let set = [
      sends(), takes(.delivery, .nothing), takes(.loss, .allCopies), sends(),
      takes(.delivery, .nothing),
    ]
    #expect(CausalOrder(set, beginningWith: []).sendings == [nil, 1, 1, nil, 4])
    #expect(CausalOrder(set, beginningWith: []).causes == [[], [0], [0, 1], [0], [2, 3]])
  }
}
