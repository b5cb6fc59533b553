import PaxcheckModel
package import PaxcheckSearch
package import PaxcheckStateSpace

extension ModelInstance {
  /// What the model answers a search, as digests that another process can compare.
  package func answers(
    to search: ExhaustiveSearch, upTo limit: Int, naming wanted: Int? = nil
  ) -> AnswerLog {
    func answers<M: Model>(of model: M) -> AnswerLog {
      search.answers(of: model, upTo: limit, naming: wanted)
    }
    return answers(of: model)
  }
}
