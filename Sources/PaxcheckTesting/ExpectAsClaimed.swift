public import PaxcheckKit

/// Searches a model and expects that what must hold does, and that every example is reached.
///
///     expectAsClaimed(TwoPhaseCommit(rms: 3))
///
/// A failure shows the counterexample as a trace, which can be saved and replayed. A search that
/// stopped early is a failure too: it shows nothing. Works in Swift Testing and in XCTest.
///
/// - Parameters:
///   - model: The model to judge.
///   - reference: The name that traces give the model; that of its type unless given.
///   - search: How to search; exhaustively and breadth-first unless given.
///   - fileID: The file of the call, where a failure is shown.
///   - filePath: The path of that file.
///   - line: The line of the call.
/// - Returns: The outcome, for further questions; `nil` if the model is not deterministic.
@discardableResult
public func expectAsClaimed<M: Model>(
  _ model: M, named reference: ModelReference? = nil,
  by search: ExhaustiveSearch = ExhaustiveSearch(),
  fileID: StaticString = #fileID, filePath: StaticString = #filePath, line: UInt = #line
) -> Outcome<M>? {
  let place = TestPlace(fileID: fileID, filePath: filePath, line: line)
  do throws(ModelError) {
    let outcome = try search.run(model)
    if outcome.findings.isEmpty {
      place.fail("the model claims nothing, so there is nothing to expect")
    }
    for finding in outcome.findings {
      let name = reference ?? ModelReference("\(M.self)")
      if let complaint = complaint(about: finding, of: model, named: name) { place.fail(complaint) }
    }
    return outcome
  } catch {
    place.fail("\(error)")
    return nil
  }
}

private func complaint<M: Model>(
  about finding: Outcome<M>.Finding, of model: M, named reference: ModelReference
) -> String? {
  let name = "'\(finding.property.name)'"
  switch finding.verdict {
  case .holds, .holdsWithin, .reached: return nil
  case .unreachable: return "\(name) is unreachable: no state of the model is such an example"
  case .undecided(let reason):
    return "\(name) is undecided: \(reason); a search that stops early shows nothing"
  case .violated(let path):
    let trace = Trace(path, deciding: finding.property, of: model, named: reference)
    return "\(name) is violated:\n\(trace)"
  }
}
