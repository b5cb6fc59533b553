import PaxcheckKit
import RegisterClient
import Testing

@testable import SingleDecreePaxos

/// What the rules of single-decree Paxos do not promise, and what the variant with clients of a
/// register, as it was published, does not do.
@Suite struct `Progress in Paxos` {
  typealias Client = RegisterClient<PaxosMessage, PaxosFacts>

  private func verdict(
    _ assignments: [(name: String, value: String)], _ property: Property<SingleDecreePaxos>
  ) throws -> Verdict<SingleDecreePaxos> {
    let arguments = try Arguments(ModelDescription.singleDecreePaxos.parameters, assignments)
    var system = try SingleDecreePaxos(arguments)
    system.properties = [property]
    return try #require(try system.check()[property.name])
  }

  /// A proposer that was overtaken never starts again, so its client waits for ever, on a network
  /// that loses nothing.
  @Test func `every end leaves a client without an answer`() throws {
    let waits = Property<SingleDecreePaxos>.atEnd("some client waits") {
      $0.actors(of: Client.self).contains { $0.awaited != nil }
    }
    #expect(try verdict([], waits).name == "holds")
    let done = Property<SingleDecreePaxos>.atEnd("no client waits") {
      $0.actors(of: Client.self).allSatisfy { $0.awaited == nil }
    }
    #expect(try verdict([], done).path?.steps.count == 10)
  }

  /// Whoever has decided ignores those who have not, so one lost message is enough.
  @Test func `who missed the decision can never learn it`() throws {
    let property = Property<SingleDecreePaxos>.alwaysPossible("what one knows all can learn") {
      let servers = $0.actors(of: PaxosServer.self)
      let knowing = servers.count { $0.storage.isDecided }
      return knowing == 0 || knowing == servers.count
    }
    let verdict = try verdict([("clients", "1"), ("lossy", "true")], property)
    let steps = try #require(verdict.path).actions.map(\.description)
    #expect(steps.count == 6)
    #expect(steps.last?.hasPrefix("drop 0 → ") == true)
    #expect(steps.last?.contains("decided") == true)
  }
}
