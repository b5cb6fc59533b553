/// A package that builds: a model in a library, its checker, and tests that replay a trace of a bug.
package struct PackageTemplate: Sendable {
  /// A file by its path within the package.
  package struct File: Sendable {
    package let path: String
    package let text: String
  }

  let name: PackageName
  private let origin: PackageOrigin

  package init(_ name: PackageName, from origin: PackageOrigin) {
    self.name = name
    self.origin = origin
  }

  private var library: String { "\(name.typeName)Model" }
  private var checker: String { "\(name.typeName)Checker" }
  private var tests: String { "\(name.typeName)Tests" }

  /// The files, in an order in which they may be made.
  package var files: [File] {
    [
      File(path: ".gitignore", text: ".build/\n"),
      File(path: "Package.swift", text: manifest),
      File(path: "README.md", text: readme),
      File(path: "Sources/\(library)/LostUpdate.swift", text: Self.model),
      File(path: "Sources/\(checker)/main.swift", text: main),
      File(path: "Tests/\(tests)/LostUpdateTests.swift", text: swiftTestingTests),
      File(path: "Tests/\(tests)/LostUpdateXCTests.swift", text: xcTests),
      File(path: "Traces/lost-update/no-update-is-lost.trace", text: Self.trace),
    ]
  }

  private func product(_ name: String) -> String {
    ".product(name: \"\(name)\", package: \"\(origin.packageName)\")"
  }

  private var manifest: String {
    """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "\(name)",
      platforms: [.macOS(.v15)],
      products: [
        .library(name: "\(library)", targets: ["\(library)"]),
        .executable(name: "\(name)", targets: ["\(checker)"]),
      ],
      dependencies: [
        \(origin.requirement)
      ],
      targets: [
        // The protocol. Your own program imports what was checked.
        .target(
          name: "\(library)",
          dependencies: [\(product("PaxcheckKit"))]),
        // Its checker: every command of paxcheck.
        .executableTarget(
          name: "\(checker)",
          dependencies: [
            "\(library)",
            \(product("PaxcheckCommand")),
          ]),
        .testTarget(
          name: "\(tests)",
          dependencies: [
            "\(library)",
            \(product("PaxcheckTesting")),
          ]),
      ]
    )

    """
  }

  private var main: String {
    """
    import \(library)
    import PaxcheckCommand
    import PaxcheckKit

    // A model of yours goes into this list, too. Without words, every state of the first is looked at.
    PaxcheckCommand.main(ModelCatalogue([.lostUpdate]), default: ["check-bfs"])

    """
  }

  private var swiftTestingTests: String {
    """
    import \(library)
    import PaxcheckKit
    import PaxcheckTesting
    import Testing

    @Test func `the counter does what it claims`() throws {
      for property in try ModelDescription.lostUpdate.instance().check().properties {
        #expect(property.isAsExpected == true, "\\(property.claim.name)")
      }
    }

    @Test func `every recorded trace replays`() {
      replayTraces("../../Traces", from: ModelCatalogue([.lostUpdate]))
    }

    """
  }

  private var xcTests: String {
    """
    import \(library)
    import PaxcheckKit
    import PaxcheckTesting
    import XCTest

    /// The same for those who use XCTest; one of the two files is enough.
    final class LostUpdateXCTests: XCTestCase {
      func testRecordedTracesReplay() {
        replayTraces("../../Traces", from: ModelCatalogue([.lostUpdate]))
      }
    }

    """
  }

  private var readme: String {
    """
    # \(name)

    A protocol, checked by paxcheck: every order in which messages may arrive, and every fault.

    ```sh
    swift run                                               # looks at every state: the claims hold
    swift run \(name) check-bfs mutation=writes-blindly     # a bug, and the shortest way to it
    swift run \(name) explore mutation=writes-blindly       # walk through it, step by step
    swift run \(name) audit                                 # would each planted bug be noticed?
    swift run \(name) --help                                # what else there is
    swift test                                              # replays the recorded traces
    ```

    | file | what is there |
    | --- | --- |
    | `Sources/\(library)/LostUpdate.swift` | the model: actors, what is claimed of them, and a bug to plant |
    | `Sources/\(checker)/main.swift` | the checker: the list of your models |
    | `Tests/\(tests)` | tests that replay the traces, for Swift Testing and for XCTest |
    | `Traces` | counterexamples, as text |

    Change the model, and the trace of the bug fails if it no longer fits. Record it again with
    `swift run \(name) check-bfs mutation=writes-blindly --save-traces Traces`, and read the difference
    before you commit it.

    """
  }
}
