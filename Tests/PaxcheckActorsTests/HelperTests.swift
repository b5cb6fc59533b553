import PaxcheckActors
import PaxcheckConsistency
import PaxcheckModel
import PaxcheckSearch
import Testing

@Suite struct `What helps authors` {
  @Test func `a majority meets every other, and is the smallest that does`() {
    for members in 1...9 {
      let majority = Quorum.majority(of: members)
      #expect(Quorum.alwaysMeet(majority, majority, among: members))
      #expect(!Quorum.alwaysMeet(majority - 1, majority - 1, among: members))
    }
  }

  @Test func `sets of a size are all that there are, in order`() {
    for members in 0...7 {
      for size in 0...8 {
        let all = (0..<UInt64(1) << UInt64(members)).map { BitSet<Int>(word: $0) }
        #expect(Quorum.sets(of: size, among: members) == all.filter { $0.count == size })
      }
    }
    #expect(Quorum.sets(of: 64, among: 64) == [BitSet(below: 64)])
    #expect(Quorum.sets(of: 63, among: 64).count == 64)
  }

  @Test func `whether sets always meet is what their members say`() {
    for members in 1...5 {
      for one in 1...members {
        for other in 1...members {
          let meet = Quorum.sets(of: one, among: members).allSatisfy { left in
            Quorum.sets(of: other, among: members).allSatisfy { !left.isDisjoint(with: $0) }
          }
          #expect(Quorum.alwaysMeet(one, other, among: members) == meet)
        }
      }
    }
  }

  @Test func `an outbox knows the others, and who is alike`() {
    var system = ActorSystem<[Int], NoHistory>()
    for index in 0..<5 {
      if index % 2 == 0 { system.add(Teller()) } else { system.add(Listener()) }
    }
    let sent = system.initialStates[0].network.envelopes.map {
      [$0.source.index, $0.destination.index] + $0.message
    }
    let tellers = [0, 2, 4]
    for teller in tellers {
      let others = (0..<5).filter { $0 != teller }
      let expected =
        tellers.filter { $0 != teller }.map { [teller, $0, 1] } + others.map { [teller, $0, 2] }
        + [[teller, teller] + others]
      #expect(
        sent.filter { $0[0] == teller }.sorted { "\($0)" < "\($1)" }
          == expected.sorted { "\($0)" < "\($1)" })
    }
  }

  @Test(arguments: [false, true])
  func `a scripted client plays operations against any object`(forgets: Bool) throws {
    var system = ActorSystem<ServiceMessage<Tally, Never>, OperationHistory<Tally>>(
      history: OperationHistory(of: Tally()))
    let server = system.add(TallyServer(forgets: forgets))
    system.add(ScriptedClient([.add(1), .read], at: [server]), mayCrash: false)
    system.add(ScriptedClient([.add(2), .read], at: [server]), mayCrash: false)
    system.properties = [
      .always("linearizable", history: \.isLinearizable),
      .sometimes(
        "all is read",
        history: { history in
          history.operations.count { $0.response == .sum(3) } == 2
        }),
    ]
    let outcome = try system.check()
    #expect(
      outcome.findings.map(\.verdict.name)
        == (forgets ? ["violated", "unreachable"] : ["holds", "reached"]))
    let texts = outcome.findings[forgets ? 0 : 1].verdict.path?.actions.map(String.init) ?? []
    #expect(texts.contains("deliver 1 → 0: request(1, add(1))"), "\(texts)")
  }

  @Test func `texts have no names of modules, and no optionals`() {
    let action = ActorAction<Nested>.deliver(
      Envelope(from: 0, to: 1, .vote(.yes, at: 3, [.init(kind: .no, note: nil)])))
    #expect("\(action)" == "deliver 0 → 1: vote(yes, at: 3, [Part(kind: no, note: nil)])")
    #expect(
      "\(ActorAction<Nested>.deliver(Envelope(from: 0, to: 1, .empty)))" == "deliver 0 → 1: empty")
    #expect(
      "\(ActorAction<String>.drop(Envelope(from: 0, to: 1, "as it is")))" == "drop 0 → 1: as it is")
    #expect(
      "\(ActorAction<Int>.timeout(2, ErasedValue(Nested.Kind?.some(.yes))))" == "timeout 2: yes")
  }
}

private enum Nested: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case yes, no }
  struct Part: Hashable, Sendable {
    var kind: Kind
    var note: Int?
  }
  case empty
  case vote(Kind, at: Int?, [Part])
}

private struct Teller: DeterministicActor {
  func start(_ outbox: inout Outbox<Self>) {
    outbox.broadcast([1], to: outbox.peers)
    outbox.broadcast([2])
    outbox.send(outbox.others.map(\.index), to: outbox.id)
  }

  func receive(_ message: [Int], from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

private struct Listener: DeterministicActor {
  func receive(_ message: [Int], from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}

private struct Tally: SequentialSpecification {
  enum Operation: Hashable, Sendable {
    case add(Int)
    case read
  }
  enum Response: Hashable, Sendable {
    case added
    case sum(Int)
  }

  var sum = 0

  mutating func apply(_ operation: Operation) -> Response {
    guard case .add(let number) = operation else { return .sum(sum) }
    sum += number
    return .added
  }
}

private struct TallyServer: DeterministicActor {
  let forgets: Bool
  var tally = Tally()

  mutating func receive(
    _ message: ServiceMessage<Tally, Never>, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    guard case .request(let number, let operation) = message else { return }
    outbox.send(.response(number, tally.apply(operation)), to: sender)
    if forgets { tally = Tally() }
  }
}
