import Foundation
import Testing

/// Compares a text with the file that it was recorded in.
///
/// `PAXCHECK_RECORD=1 swift test` records again; read the difference before committing it.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Snapshots/\(name).txt")
  if ProcessInfo.processInfo.environment["PAXCHECK_RECORD"] != nil {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  #expect(text == recorded, "see \(name).txt", sourceLocation: sourceLocation)
}
