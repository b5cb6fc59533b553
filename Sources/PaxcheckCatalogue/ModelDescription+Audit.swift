public import PaxcheckSearch

extension ModelDescription {
  /// Searches the model at its default parameters, and each mutant where its bug shows, with the bug
  /// and without it.
  ///
  /// - Parameter search: How to search. Its limits are those of each single search.
  /// - Throws: `ArgumentError` if a mutation is declared with parameters that the model does not
  ///   have, `ModelError` if a model contradicts itself.
  public func audit(_ search: ExhaustiveSearch = ExhaustiveSearch()) throws -> AuditReport {
    var search = search
    search.countsActions = true
    let report = try instance().check(search)
    var sound: [[String]: CheckReport] = [[]: report]
    let cases = try mutations.map { mutation in
      let known = sound[mutation.assignments]
      let unmutated = try known ?? instance(mutation.assignments).check(search)
      sound[mutation.assignments] = unmutated
      let start = ContinuousClock.now
      let mutant = try instance(with: mutation).check(search)
      return AuditReport.Case(
        mutation: mutation, sound: unmutated, mutant: mutant, elapsed: ContinuousClock.now - start)
    }
    return AuditReport(model: name, report: report, cases: cases)
  }
}
