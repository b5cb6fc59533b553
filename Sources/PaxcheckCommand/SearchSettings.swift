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
    Option<Set<Reduction>>.reduce.description,
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

extension Option<Set<Reduction>> {
  static var reduce: Self {
    let words = Reduction.allCases.map(\.rawValue)
    let list = words.joined(separator: ",")
    return Option(
      "--reduce", "LIST",
      "leave out states that decide nothing: \(list), or all (default none)", in: .engine,
      completion: .words(words + ["all", "none"])
    ) { text throws(ValueError) in
      if text == "all" { return Set(Reduction.allCases) }
      if text == "none" { return [] }
      var reductions: Set<Reduction> = []
      for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
        guard let reduction = Reduction(rawValue: word) else {
          throw ValueError(
            "it is a list of \(list), or 'all' or 'none'\(didYouMean(word, among: words))")
        }
        guard reductions.insert(reduction).inserted else {
          throw ValueError("'\(word)' is there twice")
        }
      }
      return reductions
    }
  }
}

extension Option<Bool> {
  static var checkDeterminism: Self {
    Option(flag: "--check-determinism", "run every handler twice and compare the results")
  }
}
