public import PaxcheckModel

extension Model {
  /// The properties that a search judges: that of a name, or all.
  ///
  /// Those that are implied are judged besides.
  ///
  /// - Throws: `ModelError.malformed` if properties cannot be told apart by their names, or there is none
  ///   of this name.
  @usableFromInline
  func properties(among goal: String?) throws(ModelError) -> [Property<Self>] {
    let properties = properties
    let complaint =
      NameRule.statement.complaint(about: properties.map(\.name), "property")
      ?? NameRule.word.complaint(about: scenarios.map(\.name), "scenario")
    if let complaint { throw .malformed(complaint) }
    guard let goal else { return properties }
    let chosen = properties.filter { $0.name == goal }
    guard !chosen.isEmpty else { throw .malformed("no property is called '\(goal)'") }
    return chosen
  }
}
