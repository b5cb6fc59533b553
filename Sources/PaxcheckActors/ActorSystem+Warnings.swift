import PaxcheckModel

extension ActorSystem {
  public var warnings: [String] {
    guard !slots.isEmpty else { return ["the model has no actor, so nothing can happen"] }
    var warnings = warningsOfProperties
    if let state = initialStates.first, let emptiness = boundary?.emptiness?(state) {
      warnings.append("the boundary keeps nothing out: \(emptiness)")
    }
    return warnings
  }
}
