/// How closely a search watches for a model that contradicts itself, or that promises what it does not
/// keep.
public struct Scrutiny: Sendable, Hashable {
  /// How much is watched. What is watched depends on the model alone, never on time or threads.
  public enum Extent: Sendable, Hashable {
    case none
    /// The first answers, the first few to each new kind of question, and some of the rest.
    case sampled
    case whole
  }

  /// The answers that are asked for a second time and compared.
  public var determinism: Extent
  /// The messages of which an actor says that it ignores them for ever, in a system that discards such
  /// messages: whether it does.
  public var deadMessages: Extent

  public init(determinism: Extent, deadMessages: Extent) {
    self.determinism = determinism
    self.deadMessages = deadMessages
  }

  public static let none = Scrutiny(determinism: .none, deadMessages: .none)
  /// Too little to cost anything that can be noticed.
  public static let sampled = Scrutiny(determinism: .sampled, deadMessages: .sampled)
  public static let whole = Scrutiny(determinism: .whole, deadMessages: .whole)
}
