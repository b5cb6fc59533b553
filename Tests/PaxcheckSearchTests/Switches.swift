import PaxcheckModel

/// A row of switches, each of which can be flipped while certain others are in certain positions.
///
/// Every flip is always listed, and most are no step most of the time.
struct Switches: Model {
  typealias State = [Bool]

  /// What a flip needs: the positions of some other switches.
  let needs: [[Int: Bool]]
  let properties: [Property<Switches>]

  var initialStates: [[Bool]] { [needs.map { _ in false }] }

  func actions(in state: [Bool]) -> [Int] { Array(needs.indices) }

  func successor(of state: [Bool], after flip: Int) -> [Bool]? {
    guard needs[flip].allSatisfy({ state[$0.key] == $0.value }) else { return nil }
    var next = state
    next[flip].toggle()
    return next
  }

  func kind(of flip: Int) -> String { flip.isMultiple(of: 2) ? "even" : "odd" }

  /// A row that depends on `seed` alone.
  static func random(seed: UInt64) -> Switches {
    var generator = SeededGenerator(seed: seed)
    let count = 4 + generator.below(6)
    func positions(_ number: Int, but flip: Int? = nil) -> [Int: Bool] {
      var positions: [Int: Bool] = [:]
      for _ in 0..<number {
        let place = generator.below(count)
        if place != flip { positions[place] = generator.chance(Ratio(2, 3)) }
      }
      return positions
    }
    let needs = (0..<count).map { positions(generator.below(3), but: $0) }
    let (bad, rare, goal) = (positions(3), positions(3), positions(2))
    func match(_ positions: [Int: Bool]) -> @Sendable ([Bool]) -> Bool {
      { state in positions.allSatisfy { state[$0.key] == $0.value } }
    }
    let isBad = match(bad)
    return Switches(
      needs: needs,
      properties: [
        .always("never so") { !isBad($0) }, .sometimes("so", match(rare)),
        .eventually("so at last", match(goal)),
      ])
  }
}
