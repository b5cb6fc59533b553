import PaxcheckModel

// The options that several commands share. A command lists the ones that it takes.

extension Option<Bool> {
  static var help: Self { Option(flag: "--help", "show this help and stop", in: .output) }
  static var quiet: Self {
    Option(flag: "--quiet", "print nothing while all is as expected", in: .output)
  }
  /// The same for commands with other formats than text.
  static var quietText: Self {
    Option(
      flag: "--quiet", "print no text while all is as expected; other formats are always printed",
      in: .output)
  }
  static var verbose: Self {
    Option(
      flag: "--verbose", "also show all parameters, examples, actions and the engine's figures",
      in: .output)
  }
  static var first: Self {
    Option(flag: "--first", "stop at the first violation, and leave the rest undecided")
  }
  static var deadlock: Self {
    Option(
      flag: "--deadlock",
      "claim, besides, that some step is always possible, but at ends that are meant")
  }
  static var progress: Self {
    Option(
      flag: "--progress", "show progress even if errors do not go to a terminal", in: .output)
  }
}

/// How a result is written.
enum OutputFormat: String, CaseIterable {
  case text
  case json
  case junit
}

extension Option<OutputFormat> {
  static var format: Self { Option("--format", "how to write the result (default text)") }
}

/// Whether text has colours.
enum ColourChoice: String, CaseIterable {
  case auto
  case always
  case never
}

extension Option<ColourChoice> {
  static var color: Self { Option("--color", "whether to use colours (default auto)", in: .output) }
}

extension Option<String> {
  static var saveTraces: Self {
    Option(
      "--save-traces", "DIR", "write each behaviour found to DIR/<model>/<property>.trace",
      in: .output, completion: .folder
    ) { $0 }
  }
}

extension Option<Int> {
  static var threads: Self {
    Option(
      "--threads", 1...1024, "how many threads search (default: one per core)", in: .engine)
  }
  static var maxDepth: Self {
    Option("--max-depth", 1...Int.max, "follow no path of more than N states", in: .limits)
  }
  static var maxStates: Self {
    Option("--max-states", 1...Int.max, "stop at N unique states", in: .limits)
  }
  static var memoryLimit: Self { memoryLimit(default: "3/4 of all") }

  static func memoryLimit(default size: String) -> Self {
    Option(
      "--memory-limit", "SIZE", "hold no more than this, such as 64M or 2G (default: \(size))",
      in: .limits
    ) { text throws(ValueError) in try Int(byteCount: text) }
  }
}

extension Option<Duration> {
  static var timeout: Self {
    Option("--timeout", "DURATION", "stop after this time, such as 500ms, 2s or 5m", in: .limits) {
      text throws(ValueError) in try Duration(argument: text)
    }
  }
}
