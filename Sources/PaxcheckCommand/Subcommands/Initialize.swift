import PaxcheckFiles
import PaxcheckReport

extension Subcommand {
  /// A package to begin with.
  static let initialize = Subcommand(
    name: "init",
    summary: "write a package of your own: a model, its checker, and tests",
    usage: "NAME [options]",
    operands: .words([]),
    examples: [
      Example(
        command: "paxcheck init my-protocol && cd my-protocol && swift run && swift test",
        purpose: "a package in a new folder; it depends on the folder that paxcheck was built from"),
      Example(
        command: "paxcheck init my-protocol --url https://example.org/repository.git",
        purpose: "one that depends on a repository, and so builds on any machine"),
    ],
    options: [
      Option<String>.packageURL.description, Option<String>.packageVersion.description,
      Option<Bool>.help.description,
    ]
  ) { (invocation, session) throws(CommandFailure) in
    guard let text = invocation.operands.first else {
      throw .usage("no name is given; write '\(session.program) init my-protocol'")
    }
    guard invocation.operands.count == 1 else {
      throw .usage("one name is needed, not \(invocation.operands.count)")
    }
    let name: PackageName
    do throws(ValueError) {
      name = try PackageName(text)
    } catch {
      throw .usage("'\(text)' is not possible: \(error.message)")
    }
    let origin = try origin(invocation)
    do throws(SystemError) {
      try PackageTemplate(name, from: origin).write(in: ".")
    } catch {
      throw CommandFailure(.inputOutput, "cannot make the folder '\(name)': \(error)")
    }
    try session.console.write(introduction(name, origin))
    return .asExpected
  }

  private static func origin(_ invocation: Invocation) throws(CommandFailure) -> PackageOrigin {
    let version = invocation[.packageVersion]
    if let url = invocation[.packageURL] {
      return .repository(url: url, version: version ?? PaxcheckCommand.version)
    }
    guard version == nil else {
      throw .usage("'--from' is the version of a repository; name it with '--url URL'")
    }
    guard let here = PackageOrigin.here else {
      throw .usage(
        "the folder that this program was built from is not there; "
          + "name a repository with '--url URL'")
    }
    return here
  }

  private static func introduction(_ name: PackageName, _ origin: PackageOrigin) -> String {
    """
    \(name): a package with a model, its checker, and tests
      it depends on \(origin.text)

      cd \(name)
      swift run
          looks at every state of the model: its claims hold
      swift run \(name) check-bfs mutation=writes-blindly
          plants a bug in it, and finds the shortest way to where it shows
      swift test
          replays that way, which is in 'Traces'

    """
  }
}
