import PaxcheckModel

/// How much more often some kinds of steps are chosen than others.
///
/// A weight counts for the kind of its name (`deliver prepare`), and for all kinds that begin with
/// its name as a word (`deliver`) and have no weight of their own. Kinds without a weight have 1. A
/// step of weight 0 is never taken.
public struct StepWeights: Sendable, Hashable {
  /// The weights by name.
  public let weights: [String: Int]

  /// The largest weight there is.
  public static let largest = 1_000_000

  /// - Precondition: the weights are in `0...largest`.
  public init(_ weights: [String: Int]) {
    for (name, weight) in weights {
      Mistake.unless(0...Self.largest ~= weight, "'\(name)' has a weight of \(weight)")
    }
    self.weights = weights
  }

  /// The weight of a kind.
  public func weight(ofKind kind: String) -> Int {
    weights[kind] ?? weights[String(kind.prefix { $0 != " " })] ?? 1
  }
}
