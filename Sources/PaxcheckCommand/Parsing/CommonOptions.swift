import PaxcheckModel

// The options that several commands share. A command lists the ones that it takes.

extension Option<Bool> {
  static var help: Self { Option(flag: "--help", "show this help and stop") }
  static var quiet: Self { Option(flag: "--quiet", "print nothing while all is as expected") }
  /// The same for commands with other formats than text.
  static var quietText: Self {
    Option(
      flag: "--quiet", "print no text while all is as expected; other formats are always printed")
  }
  static var verbose: Self {
    Option(
      flag: "--verbose", "also show all parameters, examples, actions and the engine's figures")
  }
  static var progress: Self {
    Option(flag: "--progress", "show progress even if errors do not go to a terminal")
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
  static var color: Self { Option("--color", "whether to use colours (default auto)") }
}

extension Option<String> {
  static var saveTraces: Self {
    Option(
      "--save-traces", "DIR", "write each behaviour found to DIR/<model>/<property>.trace",
      completion: .folder
    ) { $0 }
  }
}

extension Option<Int> {
  static var threads: Self {
    Option("--threads", 1...1024, "how many threads search (default: one per core)")
  }
  static var maxDepth: Self {
    Option("--max-depth", 1...Int.max, "follow no path of more than N states")
  }
  static var maxStates: Self { Option("--max-states", 1...Int.max, "stop at N unique states") }
  static var memoryLimit: Self { memoryLimit(default: "3/4 of all") }

  static func memoryLimit(default size: String) -> Self {
    Option(
      "--memory-limit", "SIZE", "hold no more than this, such as 64M or 2G (default: \(size))"
    ) { text throws(ValueError) in try Int(byteCount: text) }
  }
}

extension Option<Duration> {
  static var timeout: Self {
    Option("--timeout", "DURATION", "stop after this time, such as 500ms, 2s or 5m") {
      text throws(ValueError) in try Duration(argument: text)
    }
  }
}
