public import PaxcheckModel

/// A model drawn as chains of edges: `Graph("a>b>c>a", "b>d")`.
///
/// A chain of one node adds a node without edges. An edge drawn twice is generated twice. An edge to
/// `.` is an action that is offered and turns out to be no step: `a>.`.
public struct Graph: Model {
  public typealias State = String

  /// One arrow of the drawing.
  public struct Edge: Hashable, Sendable, CustomStringConvertible {
    public let from: String
    public let to: String
    public var description: String { "\(from)>\(to)" }

    public init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  public let initialStates: [String]
  /// The edges in the order of the drawing.
  public let edges: [Edge]
  /// Nodes that lie beyond the boundary.
  public let outside: Set<String>
  public let properties: [Property<Graph>]
  /// What is assumed of behaviours that go on for ever.
  public var fairness: [FairnessRule<Graph>] = []

  /// A graph that starts in `initialStates`, or else in the first node drawn.
  public init(
    _ chains: String..., initialStates: [String]? = nil, outside: Set<String> = [],
    properties: [Property<Graph>] = []
  ) {
    self.init(chains, initialStates: initialStates, outside: outside, properties: properties)
  }

  /// A graph of chains in a list.
  public init(
    _ chains: [String], initialStates: [String]? = nil, outside: Set<String> = [],
    properties: [Property<Graph>] = []
  ) {
    let drawn = chains.map { $0.split(separator: ">").map(String.init) }
    self.init(
      edges: drawn.flatMap { chain in zip(chain, chain.dropFirst()).map(Edge.init) },
      initialStates: initialStates ?? Array((drawn.first ?? []).prefix(1)), outside: outside,
      properties: properties)
  }

  /// A graph of edges, in which whatever is drawn is listed.
  public init(
    edges: [Edge], initialStates: [String], outside: Set<String>, properties: [Property<Graph>]
  ) {
    self.edges = edges
    self.initialStates = initialStates
    self.outside = outside
    self.properties = properties
  }

  public func actions(in state: String) -> [Edge] { edges.filter { $0.from == state } }

  public func successor(of state: String, after edge: Edge) -> String? {
    edge.to == "." ? nil : edge.to
  }

  public func isWithinBoundary(_ state: String) -> Bool { !outside.contains(state) }
}
