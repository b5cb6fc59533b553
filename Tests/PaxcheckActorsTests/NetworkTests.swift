import PaxcheckActors
import PaxcheckModel
import PaxcheckTestSupport
import Testing

/// Sends to actors that do not exist, in any order.
private struct Sower: DeterministicActor {
  typealias Message = Int
  typealias Timer = Int

  let number: Int

  func start(_ outbox: inout Outbox<Self>) {
    for timer in 1...number { outbox.set(timer) }
  }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}

  func timeout(_ timer: Int, _ outbox: inout Outbox<Self>) {
    outbox.send(1, to: ActorID(timer))
  }
}

@Suite struct `A network` {
  typealias System = ActorSystem<Int, NoHistory>

  /// A collector and senders, who each send some messages to it.
  func system(
    _ network: NetworkKind, _ collector: Collector = Collector(), _ senders: Mailer...
  ) -> System {
    var system = System(network: network)
    system.add(collector)
    for sender in senders { system.add(sender) }
    return system
  }

  /// What the collector received, in any reachable state.
  func received(_ oracle: Oracle<System>) -> Set<[Int]> {
    Set(oracle.levels.keys.compactMap { $0.actor(0, as: Collector.self)?.received })
  }

  @Test func `delivers in any order, or in that of sending`() throws {
    let unordered = try explore(system(.unorderedNonduplicating, Collector(), Mailer(1, 2)))
    #expect(received(unordered) == [[], [1], [2], [1, 2], [2, 1]])
    let ordered = try explore(system(.ordered, Collector(), Mailer(1, 2)))
    #expect(received(ordered) == [[], [1], [1, 2]])
  }

  @Test func `orders messages of one pair only`() throws {
    let oracle = try explore(system(.ordered, Collector(), Mailer(1, 2), Mailer(3)))
    #expect(
      received(oracle) == [
        [], [1], [3], [1, 2], [1, 3], [3, 1], [1, 2, 3], [1, 3, 2], [3, 1, 2],
      ])
  }

  @Test func `keeps equal messages apart unless it may duplicate them`() throws {
    for network in [NetworkKind.unorderedNonduplicating, .ordered] {
      let oracle = try explore(system(network, Collector(), Mailer(7, 7)))
      #expect(received(oracle) == [[], [7], [7, 7]])
      #expect(oracle.uniqueStates == 3)
      #expect(oracle.generatedStates == 3, "equal envelopes are one step")
    }
    let duplicating = system(.unorderedDuplicating, Collector(isSet: true), Mailer(7, 7))
    #expect(duplicating.initialStates[0].network.envelopes.count == 1)
  }

  @Test func `delivers a message again and again if it may duplicate it`() throws {
    var system = system(.unorderedDuplicating, Collector(), Mailer(7))
    system.boundary = .every(Collector.self) { $0.received.count <= 3 }
    let oracle = try explore(system)
    #expect(received(oracle) == [[], [7], [7, 7], [7, 7, 7]])
    #expect(oracle.boundaryCuts == 1)
  }

  @Test(arguments: [
    (NetworkKind.unorderedNonduplicating, 2, 2), (.unorderedDuplicating, 2, 2), (.ordered, 3, 3),
  ])
  func `takes a delivery that changes nothing for a step only where it frees the next one`(
    network: NetworkKind, unique: Int, generated: Int
  ) throws {
    let collector = Collector(ignored: [1], isSet: true)
    let oracle = try explore(system(network, collector, Mailer(1, 2)))
    #expect(oracle.uniqueStates == unique)
    #expect(oracle.generatedStates == generated)
  }

  @Test func `loses any message that could be delivered if it is lossy`() throws {
    let unordered = try explore(system(.unorderedNonduplicating.lossy, Collector(), Mailer(1, 2)))
    #expect(received(unordered) == [[], [1], [2], [1, 2], [2, 1]])
    #expect(unordered.uniqueStates == 10, "of each message: on its way, received, lost; two orders")
    let ordered = try explore(system(.ordered.lossy, Collector(), Mailer(1, 2)))
    #expect(received(ordered) == [[], [1], [2], [1, 2]])
    #expect(ordered.uniqueStates == 7)
  }

  @Test func `loses a message for good even if it may duplicate it`() throws {
    let collector = Collector(isSet: true)
    let oracle = try explore(system(.unorderedDuplicating.lossy, collector, Mailer(7, 7)))
    #expect(oracle.uniqueStates == 4, "on its way or lost, received or not")
    #expect(oracle.generatedStates == 4)
  }

  @Test func `loses what would be ignored`() throws {
    let collector = Collector(ignored: [7])
    let oracle = try explore(system(.unorderedNonduplicating.lossy, collector, Mailer(7)))
    #expect(oracle.uniqueStates == 2)
  }

  @Test(arguments: [
    NetworkKind.unorderedNonduplicating.lossy, .unorderedDuplicating.lossy, .ordered.lossy,
  ])
  func `keeps what is sent to nobody`(network: NetworkKind) throws {
    let system = system(network, Collector(), Mailer(7, to: 9))
    #expect(system.initialStates[0].network.envelopes.count == 1)
    #expect(system.initialStates[0].deliverable.isEmpty)
    #expect(try explore(system).uniqueStates == 1)
  }

  @Test func `orders what is sent to nobody by pair, too`() throws {
    var system = System(network: .ordered)
    system.add(Sower(number: 3))
    #expect(try explore(system).uniqueStates == 8)
  }

  @Test func `with equal contents is equal, whatever the order of sending`() {
    func network(_ kind: NetworkKind, _ senders: Mailer...) -> Network<Int> {
      var system = System(network: kind)
      for sender in senders { system.add(sender) }
      return system.initialStates[0].network
    }
    for kind in [NetworkKind.unorderedNonduplicating, .unorderedDuplicating] {
      #expect(network(kind, Mailer(1, 2)) == network(kind, Mailer(2, 1)))
      #expect(network(kind, Mailer(1, 2)).hashValue == network(kind, Mailer(2, 1)).hashValue)
    }
    #expect(network(.ordered, Mailer(1, 2)) != network(.ordered, Mailer(2, 1)))
    #expect(network(.ordered, Mailer(1, 1)) != network(.ordered, Mailer(1)))
    #expect(
      network(.unorderedNonduplicating, Mailer(1, 1, 2))
        != network(.unorderedNonduplicating, Mailer(1, 2, 2)))
  }
}
