import Foundation
import PaxcheckCommand

/// Swift code that readers are shown, and the files with which it is compiled.
///
/// A passage is a run of whole lines. It may be indented otherwise in a document than in its file, and commas
/// at the ends of lines do not matter: in the file it may be part of a list.
enum Passages {
  /// The files of this test target, whose code compiles with the settings of a reader, those of the tests
  /// of models, and those of a new package.
  static let compiled: [String] = {
    let template = (try? PackageName("my-protocol")).map {
      PackageTemplate($0, from: .repository(url: "a/b", version: "1.0.0"))
    }
    return ["ReadmeTests", "ModelTests"].flatMap {
      texts(in: Document.folder.appending(path: "Tests/\($0)"))
    } + (template?.files.map(\.text) ?? [])
  }()

  /// Whether a block of code is a passage of a file that is compiled.
  static func areCompiled(_ block: String) -> Bool {
    let lines = outdented(block.lines)
    return compiled.contains { $0.contains(passage: lines) }
  }

  /// The blocks of Swift in the doc comments of the sources, each with its file.
  ///
  /// A block is indented by four spaces and follows an empty line. What is not Swift is fenced.
  static var inComments: [(file: String, code: String)] {
    let folder = Document.folder.appending(path: "Sources")
    return files(in: folder).flatMap { file in
      blocks(inCommentsOf: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
        .map { (file.lastPathComponent, $0) }
    }
  }

  private static func blocks(inCommentsOf text: String) -> [String] {
    var blocks: [String] = []
    var block: [String]?
    var isAfterEmptyLine = false
    for line in text.lines + [""] {
      let words = line.drop { $0 == " " }
      let comment = words.hasPrefix("///") ? String(words.dropFirst(3)) : nil
      if let comment, comment.hasPrefix("     "), block != nil || isAfterEmptyLine {
        block = (block ?? []) + [String(comment.dropFirst(5))]
      } else if comment == "", block != nil {
        block?.append("")
      } else if let finished = block {
        blocks.append(finished.joined(separator: "\n").trimmingCharacters(in: .newlines))
        block = nil
      }
      isAfterEmptyLine = comment == ""
    }
    return blocks
  }

  private static func texts(in folder: URL) -> [String] {
    files(in: folder).compactMap { try? String(contentsOf: $0, encoding: .utf8) }
  }

  private static func files(in folder: URL) -> [URL] {
    let folder = folder.resolvingSymlinksInPath()
    let names = FileManager.default.enumerator(atPath: folder.path())?.compactMap { $0 as? String }
    return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map {
      folder.appending(path: $0)
    }
  }
}

/// Lines without the spaces that all of them begin with, and without commas at their ends.
private func outdented(_ lines: [String]) -> [String] {
  let margin = lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
  return lines.map { line in
    let text = line.dropFirst(margin)
    return String(text.hasSuffix(",") ? text.dropLast() : text)
  }
}

extension String {
  fileprivate var lines: [String] { components(separatedBy: "\n") }

  /// Whether the lines occur in a row, indented by any number of spaces.
  fileprivate func contains(passage: [String]) -> Bool {
    let lines = lines
    guard let first = passage.first, passage.count <= lines.count else { return false }
    return (0...lines.count - passage.count).contains { start in
      lines[start].contains(first)
        && outdented(Array(lines[start..<start + passage.count])) == passage
    }
  }
}
