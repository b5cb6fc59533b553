/// An auxiliary value that records what happened, for properties to judge. Actors write it, never
/// read it.
///
/// It is part of the state: two states with different histories are different. It should therefore
/// keep no more than its properties need.
///
/// - SeeAlso: M. Abadi, L. Lamport, "The Existence of Refinement Mappings", 1991, on history
///   variables.
public protocol HistoryVariable: Hashable, Sendable {
  /// What actors record.
  associatedtype Event: Hashable & Sendable

  /// Extends the history by an event.
  mutating func record(_ event: Event, by actor: ActorID)
}

/// The history of a system that keeps none.
public struct NoHistory: HistoryVariable {
  public init() {}

  public mutating func record(_ event: Never, by actor: ActorID) {}
}
