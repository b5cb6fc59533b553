import Foundation
import PaxcheckFiles
import PaxcheckTestSupport
import Testing

@Suite struct `A file that is replaced` {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "paxcheck-\(UUID().uuidString)").path()

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  @Test func `is the old one or the new one, wherever the machine stops`() throws {
    let (old, new) = (Array("old".utf8), Array("something new".utf8))
    let files = RecordingFiles(["file": old])
    try files.replace("file", by: new, draft: "draft")
    #expect(files.disks.count > 8)
    #expect(files.disks.allSatisfy { $0["file"] == old || $0["file"] == new })
    #expect(files.disks.last == ["file": new])
  }

  @Test func `stays as it was, and leaves no draft, if the disk is full`() throws {
    let files = RecordingFiles(["file": [1]], capacity: 8)
    let error = #expect(throws: SystemError.self) {
      try files.replace("file", by: Array(repeating: 2, count: 20), draft: "draft")
    }
    #expect(error?.description == "no space left on device")
    #expect(files.disk == ["file": [1]])
  }

  @Test func `is there alone afterwards, whatever stood in the place of a draft`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Folder("\(folder)/a/b").make()
    try Folder("\(folder)/a/b").make()
    let path = "\(folder)/a/b/file"
    for text in ["one", "a longer one", ""] {
      try Folder.replace(path, by: Array(text.utf8))
      #expect(try OpenFile(reading: path).readToEnd() == Array(text.utf8))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a/b") == ["file"])
  }

  @Test func `is not one if it is a folder`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Folder("\(folder)/taken/inside").make()
    #expect(throws: SystemError.self) { try Folder.replace("\(folder)/taken", by: [1]) }
    #expect(try names == ["taken"])
  }
}

@Suite struct `A file` {
  @Test(arguments: ["/no/such/file", "/dev/null/file"])
  func `that is missing is told from one that cannot be read`(path: String) throws {
    let missing = #expect(throws: SystemError.self) { _ = try OpenFile(reading: path) }
    #expect(missing?.isMissing == true)
    let folder = #expect(throws: SystemError.self) { _ = try OpenFile(reading: "/").readToEnd() }
    #expect(folder?.isMissing == false)
    #expect(folder?.description == "is a directory")
  }

  @Test func `is read and written at any place, and cut off`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try OpenFile(path, O_RDWR | O_CREAT | O_APPEND)
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try file.write(bytes)
    #expect(try file.size() == bytes.count)
    #expect(try file.read(at: 150_000, count: 100_000) == Array(bytes[150_000...]))
    try file.truncate(to: 3)
    try file.write([9])
    #expect(try OpenFile(reading: path).readToEnd() == [0, 0, 0, 9])
  }

  @Test func `is locked by one alone`() throws {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = try OpenFile(path, O_RDWR | O_CREAT)
    let second = try OpenFile(path, O_RDWR)
    #expect(try first.lock())
    #expect(try !second.lock())
    try first.close()
    #expect(try second.lock())
  }
}
