import Foundation
import PaxcheckJSON
import Testing

@testable import PaxcheckRuntime

/// The storage file of an actor that names its cells.
@Suite struct `Cells in files` {
  private let path = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString).storage").path()

  private func open(hasCells: Bool = true) throws -> StorageFile {
    try StorageFile(path: path, owner: "actor 0 of test", hasCells: hasCells)
  }

  private var lifetime: StoredLifetime {
    get throws { try #require(StoredLifetime("0,0,0")) }
  }

  private func write(_ cells: JSONValue, in step: Int, to file: inout StorageFile) throws {
    try file.write(
      cells, lifetime, by: StepNumber(incarnation: 1, step: step), isSynced: step % 2 == 0)
  }

  @Test func `hold what was written last to each`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      var file = try open()
      #expect(file.value == nil)
      try write([["log", 1]], in: 1, to: &file)
      try write([["total", 5], ["log", 2]], in: 2, to: &file)
      try write([], in: 3, to: &file)
      try write([["log", ["new": 3]]], in: 4, to: &file)
      #expect(file.value == [["log", ["new": 3]], ["total", 5]])
    }
    let again = try open()
    #expect(again.value == [["log", ["new": 3]], ["total", 5]])
    #expect(again.number == StepNumber(incarnation: 1, step: 4))
    #expect(again.repair == nil)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("paxcheck-storage 3 actor 0 of test\n"))
  }

  @Test func `lose a write that was torn, and no other cell`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      var file = try open()
      try write([["log", 1]], in: 1, to: &file)
      try write([["total", 5]], in: 2, to: &file)
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try String(text.dropLast(3)).write(toFile: path, atomically: true, encoding: .utf8)
    let again = try open()
    #expect(again.value == [["log", 1]])
    #expect(again.repair != nil)
  }

  @Test func `that are no pairs are damage`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    for cells: JSONValue in [[["log", 1, 2]], ["log"], 7, .null] {
      try? FileManager.default.removeItem(atPath: path)
      do {
        var file = try open()
        try write(cells, in: 1, to: &file)
      }
      #expect(throws: RuntimeError.self) { try open() }
    }
  }

  @Test func `are all kept when the file is written anew`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let long = JSONValue.string(String(repeating: "x", count: StorageFile.compactionSize / 4))
    do {
      var file = try open()
      try write([["rare", 1]], in: 1, to: &file)
      for step in 2...8 {
        try write([["log", long], ["step", .integer(step)]], in: step, to: &file)
      }
    }
    let size = try Data(contentsOf: URL(filePath: path)).count
    #expect(size < StorageFile.compactionSize)
    #expect(try open().value == [["rare", 1], ["log", long], ["step", 8]])
  }

  @Test func `are not read as a single value, nor a value as cells`() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      var file = try open(hasCells: false)
      try write([["log", 1]], in: 1, to: &file)
      #expect(file.value == [["log", 1]])
    }
    #expect(throws: RuntimeError.self) { try open() }
    #expect(try open(hasCells: false).value == [["log", 1]])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasPrefix("paxcheck-storage 2 actor 0 of test\n"))
  }
}
