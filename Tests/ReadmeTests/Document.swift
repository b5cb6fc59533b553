import Foundation
import Testing

/// A text for readers, with code and commands in it: the README, or an article of the documentation.
struct Document: Sendable, CustomTestStringConvertible {
  /// A command and the output shown below it.
  struct Example: Sendable {
    let command: String
    let output: String
  }

  /// The folder of the package.
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let catalogue = folder.appending(path: "Sources/PaxcheckKit/PaxcheckKit.docc")

  static let readme = Document(folder.appending(path: "README.md"))
  static let contributing = Document(folder.appending(path: ".github/CONTRIBUTING.md"))
  static let firstModel = article("FirstModel")

  /// The README, and the articles in the order of their names.
  static let all: [Document] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: catalogue.path())) ?? []
    let articles = names.filter { $0.hasSuffix(".md") }.sorted()
    return [readme] + articles.map { Document(catalogue.appending(path: $0)) }
  }()

  static func article(_ name: String) -> Document {
    Document(catalogue.appending(path: "\(name).md"))
  }

  let file: URL
  private(set) var text: String

  private init(_ file: URL) {
    self.file = file
    text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }

  var testDescription: String { file.lastPathComponent }

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

  /// The targets of links to files of the package, and the names of articles that are referred to.
  var links: (files: [String], articles: [String]) {
    let targets = text.matches(of: #/\]\((?<target>[^)\s]+)\)/#).map { String($0.target) }
    return (
      targets.filter { !$0.contains(":") },
      text.matches(of: #/[<(]doc:(?<name>[A-Za-z-]+)[>)]/#).map { String($0.name) }
    )
  }

  /// The files and folders of the package that the text names.
  var paths: [String] {
    text.matches(of: #/`(?<path>(?:Sources|Models|Tests|Traces|\.ci)/[^` *<]+)/#).map {
      String($0.path)
    }
  }

  /// Puts another text into the only fenced block in a language, and writes the file.
  mutating func record(_ content: String, block language: String) throws {
    let parts = text.components(separatedBy: "\n```\(language)\n")
    let rest = parts[1].components(separatedBy: "```").dropFirst().joined(separator: "```")
    try write(parts[0] + "\n```\(language)\n" + content + "\n```" + rest)
  }

  /// Puts another output below a command, and writes the file.
  mutating func record(_ output: String, below command: String) throws {
    let parts = text.components(separatedBy: "\n```console\n$ \(command)\n")
    let rest = parts[1].components(separatedBy: "\n```").dropFirst().joined(separator: "\n```")
    try write(parts[0] + "\n```console\n$ \(command)\n" + output + "\n```" + rest)
  }

  private mutating func write(_ new: String) throws {
    text = new
    try new.write(to: file, atomically: true, encoding: .utf8)
  }
}
