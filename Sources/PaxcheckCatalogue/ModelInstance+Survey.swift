public import PaxcheckModel
public import PaxcheckSearch

extension ModelInstance {
  /// The settings of a simulation that make no difference to random runs of this model.
  public func idleSettings(of simulation: Simulation) -> [StepSurvey.IdleSetting] {
    var survey = StepSurvey(for: simulation)
    visit(by: &survey)
    return survey.idleSettings
  }

  fileprivate func visit(by survey: inout StepSurvey) {
    func visit<M: Model>(_ model: M) { survey.visit(model) }
    visit(model)
  }
}

extension ModelDescription {
  /// The settings of a simulation that make no difference to an audit by random runs: neither at the
  /// default parameters nor where a mutation shows.
  ///
  /// - Throws: `ArgumentError` if a mutation is declared with parameters that the model does not have.
  public func idleSettings(
    ofAudit simulation: Simulation
  ) throws(ArgumentError) -> [StepSurvey.IdleSetting] {
    var survey = StepSurvey(for: simulation)
    try instance().visit(by: &survey)
    for mutation in mutations where !survey.idleSettings.isEmpty {
      try instance(with: mutation).visit(by: &survey)
    }
    return survey.idleSettings
  }
}
