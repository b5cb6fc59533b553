import Foundation
import PaxcheckTrace

/// Trace files, read and written as a whole.
enum TraceFiles {
  /// The traces that a path means: a file, or every file `….trace` in a folder and the folders in it,
  /// in the order of their names.
  static func list(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".trace") }.sorted().map { "\(path)/\($0)" }
  }

  /// The text of a file, or `nil` if there is none that is text.
  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
  }

  /// Writes a file, and the folders around it, unless it says the same already.
  static func write(_ text: String, to path: String) throws {
    if self.text(path) == text { return }
    let file = URL(filePath: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }
}
