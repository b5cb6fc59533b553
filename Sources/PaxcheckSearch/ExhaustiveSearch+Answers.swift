package import PaxcheckModel
package import PaxcheckStateSpace

extension ExhaustiveSearch {
  /// What a model answers a search like this one, as digests that another process can compare.
  ///
  /// - Parameters:
  ///   - limit: How many parts of values to look at.
  ///   - wanted: The place of a digest, to know the question.
  package func answers<M: Model>(
    of model: M, upTo limit: Int, naming wanted: Int? = nil
  ) -> AnswerLog {
    let log = AnswerLog(limit: limit, naming: wanted)
    var search = ExhaustiveSearch(order, limits: limits, stop: stop)
    search.progress = progress
    search.scrutiny = .none
    search.answers = log
    // What is wrong with the model is for the search itself to say.
    try? search.explore(model)
    log.close()
    return log
  }

  private func explore<M: Model>(_ model: M) throws(ModelError) {
    if let component = model as? any ComponentModel, component.isMadeOfComponents {
      return try exploreComponents(component)
    }
    let space = ValueSpace(
      model, judging: [], threads: 1, countsActions: false, scrutiny: scrutiny, answers: answers)
    try Exploration(space.typed.space, self, [], listed: 0).run()
  }

  private func exploreComponents<C: ComponentModel>(_ model: C) throws(ModelError) {
    if let flaw = model.flaw { throw flaw }
    let space = model.componentSpace(
      judging: [], threads: 1, storage: StorageSettings(layout: storage, memoryBytes: nil),
      reductions: [], scrutiny: scrutiny, answers: answers)
    try Exploration(space.space, self, [], listed: 0).run()
  }
}
