/// An order of the same steps in which attention moves from one participant to another as rarely as
/// possible, and everything still comes after what it depends on.
package struct FewestSwitches {
  /// The places of the steps in the new order, counted from 0.
  package let order: [Int]
  /// How often the participant changes from one step to the next.
  package let switches: Int
  /// Whether no order has fewer; otherwise there was too much to try.
  package let isBest: Bool

  /// Looks at the sets of steps that could have been taken first, each with the participant that acted
  /// last. The last step stays the last.
  ///
  /// - Parameters:
  ///   - places: For each step the participant at which it happens.
  ///   - causes: For each step the steps that it depends on, among them the one before it at the same
  ///     participant.
  ///   - limit: How many such sets to look at; with more, the steps stay in their order.
  /// - Complexity: O(*n* *p*) sets for *p* participants where all of *n* steps are independent but for
  ///   their participants' order, that is up to (*n*/*p*)ᵖ; few where most depend on each other.
  package init(places: [Int], causes: [[Int]], limit: Int) {
    var search = Search(places: places, causes: causes)
    let best = search.run(limit: limit)
    isBest = best != nil
    order = best ?? Array(places.indices)
    switches = Self.switches(order, places)
  }

  /// How often the participant changes in an order of the steps.
  package static func switches(_ order: [Int], _ places: [Int]) -> Int {
    zip(order, order.dropFirst()).count { places[$0] != places[$1] }
  }
}

/// A search by the number of switches: first all that none leads to, then one, and so on.
private struct Search {
  /// How many steps of each participant were taken, and which acted last.
  private struct Position: Hashable {
    var taken: [Int]
    var last: Int
  }

  private let chains: [[Int]]
  private let causes: [[Int]]
  /// For each step its participant's chain and its place in it.
  private let spot: [(chain: Int, place: Int)]
  private let count: Int
  private var parents: [Position: Position?] = [:]

  init(places: [Int], causes: [[Int]]) {
    let participants = Set(places).sorted()
    chains = participants.map { participant in places.indices.filter { places[$0] == participant } }
    var spot = places.map { _ in (chain: 0, place: 0) }
    for (chain, steps) in chains.enumerated() {
      for (place, step) in steps.enumerated() { spot[step] = (chain, place) }
    }
    self.spot = spot
    self.causes = causes
    count = places.count
  }

  mutating func run(limit: Int) -> [Int]? {
    var layer = chains.indices.map { Position(taken: chains.map { _ in 0 }, last: $0) }
    for position in layer { parents[position] = .some(nil) }
    while !layer.isEmpty {
      // The actor that acted last goes on for as long as possible: waiting gains nothing.
      let ends = layer.map { exhaust($0) }
      if let end = ends.first(where: { $0.taken.reduce(0, +) == count }) { return order(to: end) }
      guard parents.count <= limit else { return nil }
      layer = []
      for end in ends {
        for chain in chains.indices where chain != end.last {
          let next = Position(taken: end.taken, last: chain)
          guard isReady(chain, end.taken), parents[next] == nil else { continue }
          parents[next] = end
          layer.append(next)
        }
      }
    }
    return nil
  }

  /// The position after the participant that acts has taken every step that it can.
  private mutating func exhaust(_ start: Position) -> Position {
    var position = start
    while isReady(position.last, position.taken) { position.taken[position.last] += 1 }
    if position != start, parents[position] == nil { parents[position] = start }
    return position
  }

  private func isReady(_ chain: Int, _ taken: [Int]) -> Bool {
    guard taken[chain] < chains[chain].count else { return false }
    let step = chains[chain][taken[chain]]
    if step == count - 1 { return taken.reduce(0, +) == count - 1 }
    return causes[step].allSatisfy { spot[$0].place < taken[spot[$0].chain] }
  }

  private func order(to end: Position) -> [Int] {
    var order: [Int] = []
    var position = end
    while let before = parents[position] ?? nil {
      let taken = before.taken[position.last]..<position.taken[position.last]
      order += taken.reversed().map { chains[position.last][$0] }
      position = before
    }
    return order.reversed()
  }
}
