import Foundation
import PaxcheckCommand
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `save` of the explorer, which writes to whatever file somebody names.
@Suite struct `A saved trace` {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func save(to name: String) throws -> Run {
    let script = "\(folder)/script"
    try "search all are done\nsave \(folder)/\(name)\n"
      .write(toFile: script, atomically: true, encoding: .utf8)
    return Run("explore --script \(script)")
  }

  private func type(of name: String) throws -> FileAttributeType? {
    try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type]
      as? FileAttributeType
  }

  @Test(arguments: [true, false])
  func `goes where a symbolic link leads`(isThere: Bool) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    if isThere { try "old".write(toFile: "\(folder)/real", atomically: true, encoding: .utf8) }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link", withDestinationPath: "real")
    #expect(try save(to: "link").status == .asExpected)
    #expect(try type(of: "link") == .typeSymbolicLink)
    #expect(Run("replay \(folder)/real").status == .asExpected)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.sorted() == ["link", "real", "script"])
  }

  @Test func `does not replace what is no regular file`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
    let pipe = open("\(folder)/pipe", O_RDWR | O_NONBLOCK)
    defer { close(pipe) }
    #expect(try save(to: "pipe").status == .asExpected)
    #expect(try type(of: "pipe") == .typeUnknown)
    var bytes = [UInt8](repeating: 0, count: 1000)
    let count = read(pipe, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    #expect(text.hasPrefix("paxcheck-trace 1\n"))
  }
}
