import PaxcheckModel

extension ActorSystem {
  /// What becomes of a reduction in a search that judges some properties.
  func account(of reduction: Reduction, judging properties: [Property<Self>]) -> Reduction.Account {
    var obstacles: [String] = []
    if reduction == .losses && !network.isLossy {
      obstacles.append("the network loses nothing")
    } else if network.delivery == .ordered {
      obstacles.append(
        reduction == .losses
          ? "a message that is lost makes way for the next one of its channel"
          : "a message that is ignored makes way for the next one of its channel")
    }
    if let boundary, boundary.everyActor == nil {
      obstacles.append("the boundary looks at whole states")
    }
    for property in properties {
      guard let obstacle = obstacle(to: reduction, judging: property) else { continue }
      obstacles.append("'\(property.name)' \(obstacle)")
    }
    return Reduction.Account(reduction, obstacles: obstacles)
  }

  /// How a property might tell that a reduction is on.
  private func obstacle(to reduction: Reduction, judging property: Property<Self>) -> String? {
    switch (property.expectation.kind.decider, reduction) {
    case (.behaviour, _): return "is about what goes on for ever"
    case (.end, .losses), (.deadEnd, .losses): return "is about what a loss can bar"
    case (.end, .inert), (.deadEnd, .inert), (.state, _), (.step, _): break
    }
    return property.scope == nil ? "looks at whole states" : nil
  }
}
