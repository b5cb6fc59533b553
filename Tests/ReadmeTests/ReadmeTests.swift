import BuiltInModels
import Foundation
import PaxcheckCommand
import PaxcheckKit
import PaxcheckTesting
import Synchronization
import Testing

@Suite(.serialized) struct `The README` {
  /// Set `PAXCHECK_RECORD=1` to put today's output in. Read the difference before you commit it.
  @Test func `shows what the commands print today`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "paxcheck-readme-\(UUID().uuidString)").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var readme = try Readme()
    #expect(readme.examples.count >= 4)
    for example in readme.examples where !example.command.hasSuffix("mermaid") {
      let output = try run(example.command, savingTracesIn: folder)
      if isRecordingTraces {
        try readme.record(output, below: example.command)
      } else {
        #expect(output.withoutCosts == example.output.withoutCosts, "\(example.command)")
      }
    }
  }

  @Test func `shows the picture that the command above it draws`() throws {
    var readme = try Readme()
    let command = try #require(readme.examples.first { $0.command.hasSuffix("mermaid") }).command
    let picture = try run(command, savingTracesIn: "traces")
    if isRecordingTraces { try readme.record(picture, block: "mermaid") }
    #expect(readme.blocks("mermaid") == [picture])
  }

  @Test(arguments: ["LostUpdate.swift", "TicketMachine.swift"])
  func `shows code that compiles`(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    let code = try String(contentsOf: file, encoding: .utf8)
    #expect(try Readme().blocks("swift").contains(code.trimmingCharacters(in: .newlines)))
  }

  @Test func `shows the model that a new package begins with`() throws {
    #expect(try Readme().blocks("swift").contains { $0 + "\n" == PackageTemplate.model })
    let found = try ModelDescription.lostUpdate.instance(["mutation=writes-blindly"]).check()
    #expect(found["no update is lost"]?.trace?.description == PackageTemplate.trace)
    #expect(throws: Never.self) {
      try ModelCatalogue([.lostUpdate]).replay(Trace(parsing: PackageTemplate.trace))
    }
    for property in try ModelDescription.lostUpdate.instance(["clients=4"]).check().properties {
      #expect(property.isAsExpected == true)
    }
  }

  /// The code in the first article is part of what a new package has in it.
  @Test func `has an article about the same model`() throws {
    let template = PackageTemplate(
      try PackageName("my-protocol"), from: .repository(url: "a/b", version: "1.0.0"))
    let article = try Readme(
      Readme.folder.appending(path: "Sources/PaxcheckKit/PaxcheckKit.docc/FirstModel.md"))
    let blocks = article.blocks("swift")
    #expect(blocks.count == 3)
    for block in blocks {
      #expect(template.files.contains { $0.text.contains(block) }, "\(block)")
    }
    let output = try run("my-protocol check-bfs", savingTracesIn: "traces")
    #expect(output.hasPrefix(try #require(article.blocks("text").first)))
  }

  /// Runs a command of the README, whose folder `traces` is `folder`, and returns what it prints.
  private func run(_ command: String, savingTracesIn folder: String) throws -> String {
    let words = command.split(separator: " ").map(String.init)
    let isOwn = words[0] == "my-protocol"
    let arguments = words.drop { $0 != "my-protocol" && $0 != "paxcheck" }.dropFirst().map {
      $0.hasPrefix("traces")
        ? folder + $0.dropFirst("traces".count)
        : $0.hasPrefix("Traces/") ? Readme.folder.appending(path: $0).path() : $0
    }
    let sink = Buffer()
    _ = PaxcheckCommand.run(
      isOwn ? ModelCatalogue([.lostUpdate]) : .builtIn, arguments: Array(arguments),
      console: Console(output: sink, errors: sink), stop: StopSignal(),
      name: isOwn ? "my-protocol" : "paxcheck")
    return sink.text.replacing(folder, with: "traces").trimmingCharacters(in: .newlines)
  }
}

/// What a command printed.
private final class Buffer: OutputSink {
  private let contents = Mutex("")

  var text: String { contents.withLock { $0 } }
  var isTerminal: Bool { false }

  func write(_ text: String) throws(OutputError) { contents.withLock { $0 += text } }
}

extension String {
  /// The text without the line that says how long it took.
  fileprivate var withoutCosts: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .filter { $0.firstMatch(of: #/^[0-9.,]+ m?s on [0-9]+ threads?, /#) == nil }
      .joined(separator: "\n")
  }
}
