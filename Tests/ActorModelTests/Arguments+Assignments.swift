import PaxcheckKit

extension Arguments {
  /// The parameters of a model given as `name=value`, the others at their defaults.
  init(of model: ModelDescription, _ assignments: [String]) throws {
    try self.init(
      model.parameters,
      assignments.map { assignment in
        let parts = assignment.split(separator: "=")
        return (String(parts[0]), String(parts[1]))
      })
  }
}
