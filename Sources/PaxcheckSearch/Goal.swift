public import PaxcheckModel

extension Model {
  /// The properties that a search judges: that of a name, or all.
  ///
  /// - Precondition: There is one of this name.
  @usableFromInline
  func properties(among goal: String?) -> [Property<Self>] {
    guard let goal else { return properties }
    let chosen = properties.filter { $0.name == goal }
    Mistake.unless(!chosen.isEmpty, "no property is called '\(goal)'")
    return chosen
  }
}
