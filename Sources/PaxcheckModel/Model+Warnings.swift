extension Model {
  /// Why properties are about nothing, a sentence each.
  package var warningsOfProperties: [String] {
    let properties = properties.filter { $0.emptiness != nil }
    guard !properties.isEmpty, let state = initialStates.first else { return [] }
    return properties.compactMap { property in
      property.emptiness?(state).map { "'\(property.name)' says nothing: \($0)" }
    }
  }
}
