// What an author writes with the umbrella alone: nothing else may have to be imported.
import PaxcheckKit

enum KitAlone {
  static func search() -> ExhaustiveSearch {
    ExhaustiveSearch(
      .depthFirst, threads: 2,
      limits: SearchLimits(depth: 9, states: 9, time: .seconds(1), memoryBytes: 1 << 30),
      storage: .tree, countsActions: true, checksDeterminism: true, progress: { _ in },
      stop: StopSignal())
  }
}
