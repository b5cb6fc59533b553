import PaxcheckModel

extension Graph {
  /// A small graph that depends on `seed` alone, with a property of each kind.
  ///
  /// Over many seeds there are self-loops, parallel edges, dead ends, diamonds, several initial
  /// states, actions that are no step, and nodes beyond the boundary.
  public static func random(seed: UInt64) -> Graph {
    var generator = SeededGenerator(seed: seed)
    let nodes = (0...generator.below(12)).map { "n\($0)" }
    func someNode() -> String { nodes[generator.below(nodes.count)] }
    func someNodes(_ ratio: Ratio) -> Set<String> {
      Set(nodes.filter { _ in generator.chance(ratio) })
    }
    let edgeCount = generator.below(2 * nodes.count + 1)
    let edges = (0..<edgeCount).map { _ in
      Edge(from: someNode(), to: generator.chance(Ratio(1, 10)) ? "." : someNode())
    }
    let initialStates = (0...generator.below(3)).map { _ in someNode() }
    let outside = generator.chance(Ratio(1, 3)) ? someNodes(Ratio(1, 6)) : []
    let (good, rare, goal) = (
      someNodes(Ratio(4, 5)), someNodes(Ratio(1, 6)), someNodes(Ratio(1, 3))
    )
    // Drawn last, so that the graphs are those without.
    let isStrict = generator.chance(Ratio(1, 2))
    let badEdges = Set(edges.filter { _ in isStrict && generator.chance(Ratio(1, 8)) })
    return Graph(
      edges: edges, initialStates: initialStates, outside: outside,
      properties: [
        .always("good") { good.contains($0) },
        .sometimes("rare") { rare.contains($0) },
        .eventually("goal") { goal.contains($0) },
        .alwaysPossible("way to goal") { goal.contains($0) },
        .alwaysPossible("way to rare") { rare.contains($0) },
        .atEnd("good end") { good.contains($0) },
        .always(
          "good edges",
          step: { from, edge, to in
            !(badEdges.contains(edge) && from == edge.from && to == edge.to)
          }),
      ])
  }
}
