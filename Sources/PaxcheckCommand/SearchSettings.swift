import PaxcheckConsistency
import PaxcheckModel
import PaxcheckSearch

/// The options of an exhaustive search.
struct SearchSettings {
  static let options: [OptionDescription] = [
    Option<Int>.threads.description,
    Option<Int>.maxDepth.description,
    Option<Int>.maxStates.description,
    Option<Duration>.timeout.description,
    Option<Int>.memoryLimit.description,
    Option<StorageLayout>.storageLayout.description,
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
}

extension Option<StorageLayout> {
  static var storageLayout: Self {
    Option("--storage", "how to keep states in memory (default auto)", in: .engine)
  }
}

extension Option<Bool> {
  static var checkDeterminism: Self {
    Option(flag: "--check-determinism", "run every handler twice and compare the results")
  }
}
