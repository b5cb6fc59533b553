import Foundation

/// The README as its reader sees it: commands with the output that they are said to have.
struct Readme {
  /// A command and the output shown below it.
  struct Example: Sendable {
    let command: String
    let output: String
  }

  /// The folder of the package.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let file = folder.appending(path: "README.md")

  let text: String

  init(_ file: URL = file) throws { text = try String(contentsOf: file, encoding: .utf8) }

  /// The commands in blocks marked as `console`.
  var examples: [Example] {
    blocks("console").map { block in
      let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
      return Example(
        command: String(lines[0].dropFirst("$ ".count)),
        output: lines.dropFirst().joined(separator: "\n"))
    }
  }

  /// The contents of the fenced blocks in one language.
  func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "\n```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }

  /// Puts another text into the only fenced block in a language, and writes the file.
  mutating func record(_ content: String, block language: String) throws {
    let parts = text.components(separatedBy: "\n```\(language)\n")
    let rest = parts[1].components(separatedBy: "```").dropFirst().joined(separator: "```")
    try (parts[0] + "\n```\(language)\n" + content + "\n```" + rest)
      .write(to: Self.file, atomically: true, encoding: .utf8)
    self = try Readme()
  }

  /// Puts another output below a command, and writes the file.
  mutating func record(_ output: String, below command: String) throws {
    let parts = text.components(separatedBy: "\n```console\n$ \(command)\n")
    let rest = parts[1].components(separatedBy: "\n```").dropFirst().joined(separator: "\n```")
    try (parts[0] + "\n```console\n$ \(command)\n" + output + "\n```" + rest)
      .write(to: Self.file, atomically: true, encoding: .utf8)
    self = try Readme()
  }
}
