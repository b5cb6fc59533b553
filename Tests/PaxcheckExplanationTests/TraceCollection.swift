import BuiltInModels
import Foundation
import PaxcheckKit

/// The golden traces, and what tests do with them.
enum TraceCollection {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Traces").standardizedFileURL

  /// The paths of all traces, seen from the folder, in alphabetical order.
  static var names: [String] {
    let files = FileManager.default.enumerator(atPath: folder.path())
    return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".trace") }.sorted()
  }

  static func trace(_ name: String) throws -> Trace {
    try Trace(parsing: String(contentsOf: folder.appending(path: name), encoding: .utf8))
  }
}
