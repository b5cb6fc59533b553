import PaxcheckModel
import PaxcheckSearch
import Testing

@Suite struct `A survey of settings` {
  private let model = Roles(
    steps: [
      ("work hard", .ordinary), ("rest", .ordinary), ("crash", .fault(.crash)),
      ("deliver", .repeatable),
    ], length: 20, claims: false)

  private func idle(
    _ weights: [String: Int] = [:], faults: [Fault: Ratio] = [:]
  ) -> [StepSurvey.IdleSetting] {
    var survey = StepSurvey(
      for: Simulation(seed: 1, schedule: .weighted(StepWeights(weights)), faults: faults))
    survey.visit(model)
    return survey.idleSettings
  }

  @Test func `finds nothing to object to where each setting is about something`() {
    let faults: [Fault: Ratio] = [.crash: Ratio(1, 9), .duplication: Ratio(1, 9)]
    #expect(idle(["work": 2, "work hard": 3, "rest": 0], faults: faults) == [])
    #expect(idle(["crash": 2]) == [])
  }

  @Test func `finds weights that fit no kind of step`() {
    let kinds = ["crash", "deliver", "rest", "work hard"]
    #expect(idle(["work hardly": 2]) == [.weight(name: "work hardly", kinds: kinds)])
    #expect(idle(["hard": 2]) == [.weight(name: "hard", kinds: kinds)])
  }

  @Test func `finds weights of faults that have a chance of their own`() {
    let chance = [Fault.crash: Ratio(1, 9)]
    #expect(idle(["crash": 2], faults: chance) == [.weightOfFault(name: "crash", .crash)])
  }

  @Test func `finds chances of what cannot happen, unless they are zero`() {
    #expect(idle(faults: [.loss: Ratio(1, 9)]) == [.chance(.loss)])
    #expect(idle(faults: [.loss: .zero]) == [])
  }

  @Test func `goes on to the next model with what is idle in the first`() {
    var survey = StepSurvey(for: Simulation(seed: 1, faults: [.loss: Ratio(1, 2)]))
    survey.visit(model)
    #expect(survey.idleSettings == [.chance(.loss)])
    survey.visit(Roles(steps: [("lose", .fault(.loss))], length: 2, claims: false))
    #expect(survey.idleSettings == [])
  }
}
