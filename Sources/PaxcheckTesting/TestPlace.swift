import Testing
import XCTest

/// The line of a test that asks for something, and where failures are reported.
struct TestPlace {
  let fileID: StaticString
  let filePath: StaticString
  let line: UInt

  /// Fails the test that is running, be it one of Swift Testing or of XCTest.
  func fail(_ message: String) {
    if Test.current == nil {
      XCTFail(message, file: filePath, line: line)
    } else {
      let location = SourceLocation(
        fileID: "\(fileID)", filePath: "\(filePath)", line: Int(line), column: 1)
      Issue.record(Comment(rawValue: message), sourceLocation: location)
    }
  }

  /// A path as it is, or, if it is relative, seen from the folder of the test's file.
  func resolve(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    let folder = URL(filePath: "\(filePath)").deletingLastPathComponent()
    return folder.appending(path: path).standardizedFileURL.path(percentEncoded: false)
  }
}
