import PaxcheckConsistency
import PaxcheckHistories

/// How judged histories are written.
enum HistoryOutput: String, CaseIterable {
  case text
  case json
  case junit
  case html
  case svg
}

/// What it means that a recorded operation failed.
enum FailureMeaning: String, CaseIterable {
  /// It took effect and was refused, such as a comparison that found another value.
  case refused
  /// It did not happen.
  case dropped
}

extension Option<HistoryFormat> {
  static var input: Self {
    Option("--input", "how the files are written (default: told from how they begin)")
  }
}

extension Option<ObjectKind> {
  static var object: Self {
    Option("--object", "what the clients used (default: told from their operations)")
  }
}

extension Option<HistoryValue> {
  static var initial: Self {
    Option(
      "--initial", "VALUE",
      "what objects hold at first, in EDN or JSON; of a kv map, {KEY VALUE, …}, too (default: nil, 0, nothing)"
    ) { text throws(ValueError) in
      do throws(HistoryFileError) {
        return try HistoryValue(text)
      } catch {
        throw ValueError("it must be a value of EDN or JSON: \(error.message)")
      }
    }
  }
}

extension Option<FailureMeaning> {
  static var failed: Self {
    Option(
      "--failed",
      "what ':fail' means (default: refused in logs and drawings unless an error is given, else dropped)"
    )
  }
}

extension Option<ConsistencyCondition> {
  static var condition: Self {
    Option("--condition", "what to ask of the histories (default linearizable)")
  }
}

extension Option<HistoryOutput> {
  static var historyFormat: Self {
    Option("--format", "how to write the result (default text)")
  }
}

extension Option<Int> {
  static var firstIndex: Self {
    Option(
      "--first-index", 0...Int.max,
      "the index of the first entry of a log (default: told from its operations)")
  }

  static var historyMemoryLimit: Self { memoryLimit(default: "3/4 of what is free") }

  static var maxConfigurations: Self {
    Option(
      "--max-configurations", 1...Int.max,
      "give up on a key after N configurations (default 8000000, about 500 MB)")
  }
}
