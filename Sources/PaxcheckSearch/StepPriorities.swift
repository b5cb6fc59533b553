import PaxcheckModel
import PaxcheckStateSpace

/// The schedule of probabilistic concurrency testing: the possible step of the highest priority
/// happens, and at a few random moments the highest priority becomes the lowest but for a few.
///
/// What has a priority is a strand: a directed pair of actors, or an actor's own steps. A bug that
/// needs *d* steps in a certain order is found with *d* − 1 changes. Where they happen is drawn from
/// the first *h* steps, and *h* from the powers of two up to the length of a run, since it is
/// unknown how long the part of the run is that matters. A step that stays possible after it was taken (a
/// timeout, a fault, a repeated delivery) goes to the end of the order, or it would starve the rest.
///
/// - SeeAlso: S. Burckhardt and others, "A Randomized Scheduler with Probabilistic Guarantees of
///   Finding Bugs", ASPLOS 2010; B. Ozkan and others, "Randomized Testing of Distributed Systems with
///   Probabilistic Guarantees", OOPSLA 2018, on messages in the place of threads.
struct StepPriorities {
  /// The priorities of strands, all different but for coincidence.
  private var priorities: [Int: Int] = [:]
  /// For each change, before which step it happens; its place is the priority that a strand gets.
  private let changes: [Int]
  private let bugDepth: Int
  private var step = 0
  /// Below every other priority.
  private var lowest = 0

  init(bugDepth: Int, maxSteps: Int, _ generator: inout SeededGenerator) {
    self.bugDepth = bugDepth
    let longest = min(maxSteps, 1 << 20)
    let bits = Int.bitWidth - longest.leadingZeroBitCount
    let horizon = min(longest, 1 << generator.below(bits))
    changes = (1..<max(1, bugDepth)).map { _ in 1 + generator.below(horizon) }
  }

  /// Takes a step of the strand that has the highest priority among those that have one to take. Of
  /// several steps of a strand each has the same probability.
  mutating func take(
    from places: [Int], _ roles: [StepRole], _ chooser: inout StepChooser
  ) -> Int? {
    step += 1
    let stepper = chooser.stepper
    var strands: [Int: [Int]] = [:]
    for place in places {
      let strand = stepper.strand(place)
      strands[strand, default: []].append(place)
      if priorities[strand] == nil {
        priorities[strand] = bugDepth + chooser.generator.below(1 << 32)
      }
    }
    for (priority, moment) in changes.enumerated() where moment == step {
      if let first = order(strands.keys).first { priorities[first] = priority + 1 }
    }
    for strand in order(strands.keys) {
      var candidates = strands[strand] ?? []
      guard let place = chooser.take(from: &candidates) else { continue }
      if roles[place] != .ordinary && roles[place] != .recovery {
        lowest -= 1
        priorities[strand] = lowest
      }
      return place
    }
    return nil
  }

  /// The strands, the one of the highest priority first.
  private func order(_ strands: some Sequence<Int>) -> [Int] {
    strands.map { (priority: priorities[$0] ?? 0, strand: $0) }.sorted(by: >).map(\.strand)
  }
}
