import PaxcheckConsistency
import PaxcheckSearch
import PaxcheckStateSpace

/// The options of an exhaustive search.
struct SearchSettings {
  static let options: [OptionDescription] = [
    Option<Int>.threads.description,
    Option<Int>.maxDepth.description,
    Option<Int>.maxStates.description,
    Option<Duration>.timeout.description,
    Option<Int>.memoryLimit.description,
    Option<StorageLayout>.storageLayout.description,
    Option<Bool>.fingerprints.description,
    Option<Bool>.checkDeterminism.description,
    Option<HistoryKind>.history.description,
  ]

  let invocation: Invocation

  var threads: Int { invocation[.threads] ?? Machine.cores }

  /// The limits asked for; memory always has one, so that the system need not step in.
  var limits: SearchLimits {
    SearchLimits(
      depth: invocation[.maxDepth], states: invocation[.maxStates], time: invocation[.timeout],
      memoryBytes: invocation[.memoryLimit] ?? Machine.memoryBytes / 4 * 3)
  }

  /// How to tell states apart, if not by themselves.
  func fingerprints(_ order: ExhaustiveSearch.Order) throws(CommandFailure) -> Fingerprints? {
    guard invocation[.fingerprints] else { return nil }
    guard invocation[.storageLayout] == nil else {
      throw .usage("'--fingerprints' keeps no states for '--storage' to lay out; leave one out")
    }
    guard order == .breadthFirst || invocation[.maxDepth] == nil else {
      throw .usage(
        "a depth-first search with '--max-depth' looks at states again, which '--fingerprints' "
          + "forgets; leave one out, or use check-bfs, which finds the same states")
    }
    return Fingerprints()
  }
}

extension Option<StorageLayout> {
  static var storageLayout: Self {
    Option("--storage", "how to keep states in memory (default auto)", in: .engine)
  }
}

extension Option<Bool> {
  static var fingerprints: Self {
    Option(
      flag: "--fingerprints",
      "keep 64 bits of each state, not the state, and tell how likely some was missed",
      in: .engine)
  }
  static var checkDeterminism: Self {
    Option(flag: "--check-determinism", "run every handler twice and compare the results")
  }
}
