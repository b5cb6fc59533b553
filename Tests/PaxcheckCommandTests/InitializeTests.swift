import Foundation
import PaxcheckCommand
import PaxcheckKit
import Testing

@Suite struct `A new package` {
  /// A folder that is gone when the test is over.
  private final class Parent {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-init-\(UUID().uuidString)").path()

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var contents: [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
    }
  }

  private static let origin = PackageOrigin.repository(
    url: "https://example.org/tools/paxcheck.git", version: "1.2.3")

  private func template(_ name: String) throws -> PackageTemplate {
    PackageTemplate(try PackageName(name), from: Self.origin)
  }

  @Test func `is written as a whole`() throws {
    let parent = try Parent()
    let template = try template("two-rooms")
    try template.write(in: parent.path)
    #expect(parent.contents == ["two-rooms"])
    for file in template.files {
      let text = try String(
        contentsOfFile: "\(parent.path)/two-rooms/\(file.path)", encoding: .utf8)
      #expect(text == file.text)
    }
    let manifest = try #require(template.files.first { $0.path == "Package.swift" }).text
    #expect(
      manifest.contains(
        ".package(url: \"https://example.org/tools/paxcheck.git\", from: \"1.2.3\")"))
    #expect(manifest.contains(".product(name: \"PaxcheckKit\", package: \"paxcheck\")"))
  }

  @Test func `takes the place of nothing`() throws {
    let parent = try Parent()
    let manager = FileManager.default
    for name in ["file", "empty", "full", "link"] {
      let path = "\(parent.path)/\(name)"
      switch name {
      case "file": try Data("mine".utf8).write(to: URL(filePath: path))
      case "link": try manager.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere")
      default: try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
      }
      if name == "full" { try Data().write(to: URL(filePath: "\(path)/mine")) }
      #expect(throws: (any Error).self) { try template(name).write(in: parent.path) }
    }
    #expect(parent.contents == ["empty", "file", "full", "link"])
    #expect(try String(contentsOfFile: "\(parent.path)/file", encoding: .utf8) == "mine")
  }

  @Test func `is not there where it cannot be written`() throws {
    let parent = try Parent()
    let file = "\(parent.path)/file"
    try Data().write(to: URL(filePath: file))
    #expect(throws: (any Error).self) { try template("a").write(in: file) }
    #expect(parent.contents == ["file"])
  }

  @Test(arguments: [
    ("x", "X"), ("my-protocol", "MyProtocol"), ("raft_2", "Raft2"), ("ABD", "ABD"),
    ("a--b", "AB"), ("swift", "Swift"),
  ]) func `has a module that is called like it`(name: String, type: String) throws {
    #expect(try PackageName(name).typeName == type)
  }

  @Test(arguments: [
    "", "-x", "x-", "_x", "3pc", "a b", "a/b", "..", "a.b", "é", "a\n", "\u{0}", "a\"", "paxcheck",
    "Paxcheck-x", String(repeating: "a", count: 65), "x\u{301}", "名",
  ]) func `has no name that no module can have`(name: String) {
    #expect(throws: ValueError.self) { try PackageName(name) }
  }

  @Test(arguments: ["/a b/\"c\"/\\(d)", "/tab\there", "/ü"])
  func `names a folder of any name`(path: String) throws {
    let template = PackageTemplate(try PackageName("x"), from: .checkout(path))
    let manifest = try #require(template.files.first { $0.path == "Package.swift" }).text
    let line = try #require(manifest.split(separator: "\n").first { $0.contains("path: ") })
    let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\t", with: "\\u{9}")
    #expect(line == "    .package(name: \"paxcheck\", path: \"\(escaped)\")")
  }

  /// A checker's version is what its change log says last.
  @Test func `depends on the newest release in the change log`() throws {
    let file = URL(filePath: #filePath).appending(path: "../../../CHANGELOG.md").standardized
    let releases = try String(contentsOf: file, encoding: .utf8).matches(
      of: #/(?m)^## ([0-9]+\.[0-9]+\.[0-9]+) \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$/#)
    #expect(releases.first.map { String($0.output.1) } == PaxcheckCommand.version)
    #expect(releases.count >= 2)
    #expect(Run("--version").output == "paxcheck \(PaxcheckCommand.version)\n")
    #expect(Run("init --help").output.contains("(default \(PaxcheckCommand.version))"))
  }
}
