public import PaxcheckCatalogue
public import PaxcheckJSON
import PaxcheckModel

/// What there is to know about a model before it is searched.
public struct ModelPage: Sendable {
  private let description: ModelDescription
  private let claims: [Claim]
  private let scenarios: [ScenarioSummary]

  /// The page of a model; `instance` tells what is claimed of it.
  public init(_ description: ModelDescription, _ instance: ModelInstance) {
    self.description = description
    claims = instance.claims
    scenarios = instance.scenarios
  }

  /// The page for people.
  public func text(_ style: TextStyle = .plain) -> String {
    let title =
      "\(style.apply(.bold, to: description.name)): \(description.summary)\n"
      + "source: \(description.source)\n"
    let own = description.parameters.filter { !description.faults.contains($0) }
    return [
      title, table("parameter", own, style), table("fault", description.faults, style),
      properties(style), scenarios(style),
      mutations(style),
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The page for programs.
  public var json: JSONValue {
    .object([
      "name": .string(description.name),
      "summary": .string(description.summary),
      "source": .string(description.source),
      "parameters": .array(
        description.parameters.map {
          [
            "name": .string($0.name), "values": .string($0.rangeDescription),
            "default": .string($0.defaultValue), "summary": .string($0.summary),
          ]
        }),
      "properties": .array(
        claims.map {
          ["name": .string($0.name), "expectation": .string($0.expectation.rawValue)]
        }),
      "scenarios": .array(
        scenarios.map { ["name": .string($0.name), "summary": .string($0.summary)] }),
      "mutations": .array(
        description.mutations.map {
          [
            "name": .string($0.name), "summary": .string($0.summary),
            "caughtBy": $0.property.map { .string($0) } ?? .null,
            "at": .array($0.assignments.map { .string($0) }),
            "scenario": $0.scenario.map { .string($0) } ?? .null,
          ]
        }),
    ])
  }

  private func table(_ title: String, _ parameters: [Parameter], _ style: TextStyle) -> String {
    var table = TextTable(
      (title, .left), ("default", .left), ("values", .left), ("meaning", .left))
    for parameter in parameters {
      let values = parameter.name == "mutation" ? "see below" : parameter.rangeDescription
      table.add(
        .init(parameter.name), .init(parameter.defaultValue), .init(values),
        .init(parameter.summary))
    }
    return table.isEmpty ? "" : table.text(style)
  }

  private func properties(_ style: TextStyle) -> String {
    var table = TextTable(("property", .left), ("expectation", .left))
    for claim in claims { table.add(.init(claim.name), .init(claim.expectation.rawValue)) }
    return table.isEmpty ? "" : table.text(style)
  }

  private func scenarios(_ style: TextStyle) -> String {
    var table = TextTable(("scenario", .left), ("what happens in it", .left))
    for scenario in scenarios { table.add(.init(scenario.name), .init(scenario.summary)) }
    return table.isEmpty ? "" : table.text(style)
  }

  private func mutations(_ style: TextStyle) -> String {
    var table = TextTable(
      ("mutation", .left), ("caught by", .left), ("at", .left), ("what it does", .left))
    for mutation in description.mutations {
      table.add(
        .init(mutation.name), .init(mutation.property ?? "nothing: harmless"),
        .init(mutation.place), .init(mutation.summary))
    }
    return table.isEmpty ? "" : table.text(style)
  }
}
