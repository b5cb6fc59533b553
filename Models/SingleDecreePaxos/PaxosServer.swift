public import PaxcheckKit
public import RegisterClient

/// A server that plays all parts of single-decree Paxos, proposer, acceptor and learner, for a
/// register of which one value at most is ever chosen.
///
/// It proposes the first value that a client asks it to write, and nothing else afterwards. It
/// answers reads once it knows what was chosen.
///
/// - SeeAlso: L. Lamport, "Paxos Made Simple", 2001, §2.2 and §2.3; stateright, `examples/paxos.rs`,
///   for the variant with clients of a register.
public struct PaxosServer: DeterministicActor {
  public typealias Message = RegisterMessage<PaxosMessage>
  public typealias Event = RegisterHistory<PaxosFacts>.Event

  public enum Timer: Hashable, Sendable {
    /// Starts the proposal again, with a higher ballot.
    case retry
  }

  /// What a server must not forget (§2.5).
  public struct Storage: Hashable, Codable, Sendable {
    var ballot = Ballot.zero
    var accepted: Vote?
    var isDecided = false
  }

  /// A promise that a proposer received, with the proposal that came with it.
  struct Promise: Hashable, Sendable {
    let server: ActorID
    let accepted: Vote?
  }

  let configuration: PaxosConfiguration
  /// What makes this server's ballots different from those of others.
  let number: Int

  /// What the server remembers: the ballot that it takes part in, which is the highest one that it
  /// began, promised or accepted in; the proposal accepted last; whether a proposal is chosen.
  var storage = Storage()
  /// What the server proposes.
  var proposal: Proposal?
  /// The promises for its own ballot, in the order of their senders.
  var prepares: [Promise] = []
  /// The servers that accepted the proposal of its own ballot.
  var accepts: Set<ActorID> = []
  /// How many times it may still start again.
  var retries: Int

  init(_ configuration: PaxosConfiguration, number: Int) {
    self.configuration = configuration
    self.number = number
    retries = configuration.retries
  }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    if storage.isDecided { return answer(message, from: sender, &outbox) }
    switch message {
    case .put(let request, let value):
      guard proposal == nil else { break }
      proposal = Proposal(request: request, client: sender, value: value)
      prepare(&outbox)
    case .internal(.prepare(let ballot)) where ballot > storage.ballot:
      promise(ballot, to: sender, &outbox)
    case .internal(.prepared(let ballot, let accepted)) where ballot == storage.ballot:
      collect(Promise(server: sender, accepted: accepted), &outbox)
    case .internal(.accept(let vote)) where vote.ballot >= storage.ballot:
      accept(vote, &outbox)
      outbox.send(.internal(.accepted(vote.ballot)), to: sender)
    case .internal(.accepted(let ballot)) where ballot == storage.ballot:
      collectAcceptance(by: sender, &outbox)
    case .internal(.decided(let vote)):
      learn(vote, &outbox)
    default: break  // It is stale, or not for servers. Silence is safe.
    }
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    retries -= 1
    prepare(&outbox)
  }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    self.storage = storage ?? Storage()
  }

  /// Once a value is chosen, a server only tells readers which.
  private func answer(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    guard case .get(let request) = message, let chosen = storage.accepted?.proposal else { return }
    note(.learned(chosen), &outbox)
    outbox.send(.getOk(request, chosen.value), to: sender)
  }
}
