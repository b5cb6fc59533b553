import BuiltInModels
import Foundation
import PaxcheckCommand
import PaxcheckKit
import PaxcheckTesting
import Testing

@Suite(.serialized) struct `The documentation` {
  /// Set `PAXCHECK_RECORD=1` to put today's output in. Read the difference before you commit it.
  @Test(arguments: Document.all)
  func `shows what the commands print today`(document: Document) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-readme-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var document = document
    for example in document.examples where !example.command.hasSuffix("mermaid") {
      let output = run(example.command, savingTracesIn: folder)
      let isAsShown = output.withoutCosts == example.output.withoutCosts
      if isRecordingTraces, !isAsShown {
        try document.record(output, below: example.command)
      } else {
        #expect(isAsShown, "\(example.command):\n\(output)")
      }
    }
  }

  @Test func `shows the picture that the command above it draws`() throws {
    let isDrawing = { (example: Document.Example) in example.command.hasSuffix("mermaid") }
    var document = try #require(Document.all.first { $0.examples.contains(where: isDrawing) })
    let command = try #require(document.examples.first(where: isDrawing)).command
    let picture = run(command, savingTracesIn: "traces")
    if isRecordingTraces { try document.record(picture, block: "mermaid") }
    #expect(document.blocks("mermaid") == [picture])
  }

  @Test func `has commands to try`() {
    #expect(Document.readme.examples.count >= 3)
    #expect(Document.all.reduce(0) { $0 + $1.examples.count } >= 8)
  }

  @Test(arguments: Document.all)
  func `shows code that compiles`(document: Document) {
    for block in document.blocks("swift") { #expect(Passages.areCompiled(block), "\(block)") }
  }

  @Test func `shows code that compiles in doc comments, too`() {
    let passages = Passages.inComments
    #expect(passages.count >= 15)
    for (file, code) in passages { #expect(Passages.areCompiled(code), "\(file):\n\(code)") }
  }

  @Test(arguments: Document.all + [.contributing])
  func `refers to what is there`(document: Document) {
    let (files, articles) = document.links
    for file in files {
      let place = document.file.deletingLastPathComponent().appending(path: file)
      #expect(FileManager.default.fileExists(atPath: place.path()), "\(file)")
    }
    for path in document.paths {
      let place = Document.folder.appending(path: path)
      #expect(FileManager.default.fileExists(atPath: place.path()), "\(path)")
    }
    for article in articles { #expect(!Document.article(article).text.isEmpty, "\(article)") }
  }

  @Test func `lists every command in the README`() {
    let help = Buffer.output(of: ["--help"]).components(separatedBy: "\nCommands:\n").last ?? ""
    let names = help.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }.compactMap { $0.split(separator: " ").first }
    #expect(names.count >= 13)
    for name in names { #expect(Document.readme.text.contains("| `\(name)` |"), "\(name)") }
  }

  @Test(arguments: [
    ["check-bfs", "die-hard"], ["check-bfs", "single-copy-register", "servers=2"],
    ["check-dfs", "--scenario", "lone-proposer", "single-decree-paxos", "clients=1"],
    ["simulate", "die-hard", "--seed", "1", "--runs", "10"],
  ]) func `explains every member of a report in JSON`(command: [String]) throws {
    let text = Buffer.output(of: command + ["--format", "json"])
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let property = (report["properties"] as? [[String: Any]])?.first ?? [:]
    let article = Document.article("Formats").text
    for key in Array(report.keys) + property.keys {
      #expect(article.contains("`\(key)`"), "\(key)")
    }
  }

  @Test func `has every folder of sources on its map`() throws {
    let folder = Document.folder.appending(path: "Sources").path()
    let targets = try FileManager.default.contentsOfDirectory(atPath: folder)
    let map = Document.article("Extending").text
    for target in targets.sorted() {
      #expect(map.contains("Sources/\(target)`") || map.contains("`\(target)`"), "\(target)")
    }
  }

  /// What it says at length is in the articles.
  @Test func `has a README of a few pages`() {
    #expect(
      Document.readme.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
  }

  @Test func `shows the model that a new package begins with, part by part`() throws {
    let parts = Document.firstModel.blocks("swift").dropLast()
    #expect(parts.joined(separator: "\n\n") + "\n" == PackageTemplate.model)
    let found = try ModelDescription.lostUpdate.instance(["mutation=writes-blindly"]).check()
    #expect(found["no update is lost"]?.trace?.description == PackageTemplate.trace)
    #expect(throws: Never.self) {
      try ModelCatalogue([.lostUpdate]).replay(Trace(parsing: PackageTemplate.trace))
    }
    for property in try ModelDescription.lostUpdate.instance(["clients=4"]).check().properties {
      #expect(property.isAsExpected == true)
    }
  }

  /// The test in the first article is one that a new package has.
  @Test func `shows the test that a new package begins with`() throws {
    let template = PackageTemplate(
      try PackageName("my-protocol"), from: .repository(url: "a/b", version: "1.0.0"))
    let test = try #require(Document.firstModel.blocks("swift").last)
    #expect(template.files.contains { $0.text.contains(test) }, "\(test)")
  }

  @Test func `catches the bugs of its own examples`() throws {
    for mutation in ModelDescription.election.mutations {
      var search = ExhaustiveSearch()
      search.stopsAtFirstViolation = true
      let report = try ModelDescription.election.instance(with: mutation).check(search)
      #expect(report.properties.first { $0.claim.name == mutation.property }?.isAsExpected == false)
    }
    for assignments in [["crashes=1"], ["lossy=true"], ["network=ordered"]] {
      let report = try ModelDescription.election.instance(assignments).check()
      #expect(report.properties.allSatisfy { $0.isAsExpected == true }, "\(assignments)")
    }
  }

  /// Runs a command that a document shows, whose folder `traces` is `folder`, and returns what it prints.
  private func run(_ command: String, savingTracesIn folder: String) -> String {
    let words = command.split(separator: " ").map(String.init)
    let isOwn = words.first { $0 == "my-protocol" || $0 == "paxcheck" } == "my-protocol"
    let package = Document.folder.path()
    let arguments = words.drop { $0 != "my-protocol" && $0 != "paxcheck" }.dropFirst().map {
      $0.hasPrefix("traces")
        ? folder + $0.dropFirst("traces".count)
        : $0.hasPrefix("Traces/") ? package + $0 : $0
    }
    let text =
      isOwn
      ? Buffer.output(
        of: Array(arguments), ModelCatalogue([.lostUpdate, .election]), name: "my-protocol")
      : Buffer.output(of: Array(arguments))
    return text.replacing(folder, with: "traces").replacing(package, with: "")
      .trimmingCharacters(in: .newlines)
  }
}

extension String {
  /// The text without the line that says how long it took, which a document may leave out.
  fileprivate var withoutCosts: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .filter { $0.firstMatch(of: #/^[0-9.,]+ m?s on [0-9]+ threads?, /#) == nil }
      .joined(separator: "\n").trimmingCharacters(in: .newlines)
  }
}
