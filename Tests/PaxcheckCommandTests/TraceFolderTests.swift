import Foundation
import PaxcheckCommand
import Testing

@Suite struct `A folder of traces` {
  @Test func `has a file for each property, even if the names differ in signs only`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = Run("check-bfs --save-traces \(folder.path())", over: [Signs.description])
    #expect(run.status == .unexpected)
    let files = ["x-1", "x-1-2", "property"].map { folder.appending(path: "signs/\($0).trace") }
    for (file, name) in zip(files, Signs.names) {
      #expect(try String(contentsOf: file, encoding: .utf8).contains("property: always \(name)\n"))
      #expect(run.output.contains(file.path()))
    }
  }
}
