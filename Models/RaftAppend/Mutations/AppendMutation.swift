import PaxcheckKit

/// A mistake of a real system, as a change of what a node does with a message.
struct AppendMutation: Sendable {
  /// Where it shows, or does no harm.
  struct Place: Sendable {
    /// The property that the mistake breaks; `nil` where the change must be harmless.
    let property: String?
    let assignments: [String]
    let scenario: String?

    static func caught(
      by property: String, at assignments: String..., within scenario: String? = nil
    ) -> Self {
      Self(property: property, assignments: assignments, scenario: scenario)
    }

    static func harmless(at assignments: String...) -> Self {
      Self(property: nil, assignments: assignments, scenario: nil)
    }
  }

  typealias Reception =
    @Sendable (inout AppendNode, AppendMessage, ActorID, inout Outbox<AppendNode>) -> Void

  let name: String
  let summary: String
  let places: [Place]
  /// Changes the rules.
  var configures: @Sendable (inout AppendSetting) -> Void = { _ in }
  /// Handles a message.
  var receives: Reception = { node, message, sender, outbox in
    node.receive(message, from: sender, &outbox)
  }

  init(_ name: String, _ summary: String, _ places: Place...) {
    self.name = name
    self.summary = summary
    self.places = places
  }

  static let all = ofFollowers + ofLeaders + ofSnapshots

  static func named(_ name: String) -> Int? { all.firstIndex { $0.name == name } }

  /// The mutation as users find it, once for each place.
  var descriptions: [Mutation] {
    places.map { place in
      Mutation(
        name, summary, caughtBy: place.property, at: place.assignments, within: place.scenario)
    }
  }

  func receiving(_ reception: @escaping Reception) -> Self {
    var mutation = self
    mutation.receives = reception
    return mutation
  }

  func configuring(_ change: @escaping @Sendable (inout AppendSetting) -> Void) -> Self {
    var mutation = self
    mutation.configures = change
    return mutation
  }
}
