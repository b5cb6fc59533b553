import Testing

@testable import PaxcheckCommand

@Suite struct `An option that was renamed` {
  private func invocation(_ words: String...) throws -> Invocation {
    try Invocation(words, options: Subcommand.spawn.options)
  }

  @Test func `is understood under its former name, and the new one is said`() throws {
    let former = try invocation("ping-pong", "--storage", "disks", "--history=operations")
    #expect(
      former.renamings == [
        "'--storage' is called '--data-dir' now", "'--history' is called '--operations' now",
      ])
    let names = ["--data-dir", "--operations"]
    #expect(former.options(where: names.contains).count == 3)
    #expect(try invocation("--data-dir", "disks").renamings.isEmpty)
  }

  @Test func `cannot be given under both names`() {
    #expect(throws: CommandFailure.self) {
      try invocation("--storage", "one", "--data-dir", "two")
    }
  }
}
