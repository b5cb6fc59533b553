public import PaxcheckModel

extension Outcome {
  /// Everything that must be equal in equal searches, as text.
  public var summary: [String] {
    var figures = statistics
    figures.memoryBytes = 0
    figures.engineFigures = [:]
    let counts = figures.actionCounts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    figures.actionCounts = [:]
    return ["\(figures)"] + counts
      + findings.map { finding in
        "\(finding.property.name): \(finding.verdict.name) \(finding.verdict.qualifier ?? "") "
          + "\(finding.verdict.path?.actions ?? [])"
      }
  }
}
