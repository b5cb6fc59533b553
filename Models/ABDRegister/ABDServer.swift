public import PaxcheckKit
public import RegisterClient

/// A server that serves one request at a time, in two phases: it asks a majority which replica is
/// the newest, and makes a majority keep the result.
///
/// A read keeps what it found, too, so that no later read finds something older.
///
/// - SeeAlso: H. Attiya, A. Bar-Noy, D. Dolev, "Sharing Memory Robustly in Message-Passing Systems",
///   JACM 1995; N. Lynch, A. Shvartsman, "Robust Emulation of Shared Memory Using Dynamic
///   Quorum-Acknowledged Broadcasts", FTCS 1997, for several writers.
public struct ABDServer: DeterministicActor {
  public typealias Message = RegisterMessage<ABDMessage>

  /// What the server is doing for a client.
  enum Phase: Hashable, Sendable {
    /// Collects replicas, to write a value or to read one.
    case query(Request, write: Letter?, replicas: [ActorID: Replica])
    /// Waits for a majority to keep a replica before it answers.
    case record(Request, answer: Message, acks: Set<ActorID>)
  }

  let servers: Int
  let bug: ABDBug?
  /// The newest replica that the server was told to keep.
  var replica: Replica
  var phase: Phase?

  init(number: Int, of servers: Int, bug: ABDBug? = nil) {
    self.servers = servers
    self.bug = bug
    replica = Replica(timestamp: Timestamp(counter: 0, server: ActorID(number)), value: nil)
  }

  private var majority: Int { bug == .halfIsEnough ? (servers + 1) / 2 : servers / 2 + 1 }

  public mutating func receive(
    _ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>
  ) {
    switch message {
    case .put(let number, let value):
      begin(Request(number: number, client: sender), write: value, &outbox)
    case .get(let number):
      begin(Request(number: number, client: sender), write: nil, &outbox)
    case .internal(.query(let request)):
      outbox.send(.internal(.ackQuery(request, replica)), to: sender)
    case .internal(.ackQuery(let request, let replica)):
      collect(replica, from: sender, for: request, &outbox)
    case .internal(.record(let request, let replica)):
      if bug != .confirmsWithoutKeeping { keep(replica) }
      outbox.send(.internal(.ackRecord(request)), to: sender)
    case .internal(.ackRecord(let request)):
      collectAck(from: sender, for: request, &outbox)
    case .putOk, .getOk, .failed: break
    }
  }

  private mutating func begin(
    _ request: Request, write: Letter?, _ outbox: inout Outbox<Self>
  ) {
    guard phase == nil else { return }
    phase = .query(request, write: write, replicas: [:])
    broadcast(.query(request), &outbox)
    collect(replica, from: outbox.id, for: request, &outbox)
  }

  /// The replica that completes a majority ends phase 1.
  private mutating func collect(
    _ replica: Replica, from sender: ActorID, for request: Request, _ outbox: inout Outbox<Self>
  ) {
    guard case .query(request, let write, var replicas) = phase else { return }
    replicas[sender] = replica
    phase = .query(request, write: write, replicas: replicas)
    let answers = replicas.sorted { $0.key < $1.key }.map(\.value)
    guard answers.count == majority,
      let newest = answers.max(by: { $0.timestamp < $1.timestamp })
    else { return }
    if let write {
      let next = newest.timestamp.counter + (bug == .reusesTimestamp ? 0 : 1)
      let timestamp = Timestamp(counter: next, server: outbox.id)
      record(
        Replica(timestamp: timestamp, value: write), for: request,
        answer: .putOk(request.number), &outbox)
    } else {
      record(newest, for: request, answer: .getOk(request.number, newest.value), &outbox)
    }
  }

  /// Phase 2 begins.
  private mutating func record(
    _ replica: Replica, for request: Request, answer: Message, _ outbox: inout Outbox<Self>
  ) {
    if bug == .readsWithoutRecording, case .getOk = answer {
      phase = nil
      return outbox.send(answer, to: request.client)
    }
    keep(replica)
    phase = .record(request, answer: answer, acks: [])
    broadcast(.record(request, replica), &outbox)
    collectAck(from: outbox.id, for: request, &outbox)
  }

  private mutating func keep(_ replica: Replica) {
    if replica.timestamp > self.replica.timestamp { self.replica = replica }
  }

  /// The acknowledgement that completes a majority ends phase 2.
  private mutating func collectAck(
    from sender: ActorID, for request: Request, _ outbox: inout Outbox<Self>
  ) {
    guard case .record(request, let answer, var acks) = phase else { return }
    acks.insert(sender)
    phase = .record(request, answer: answer, acks: acks)
    guard acks.count == majority else { return }
    phase = nil
    outbox.send(answer, to: request.client)
  }

  private func broadcast(_ message: ABDMessage, _ outbox: inout Outbox<Self>) {
    let servers = (0..<servers).map { ActorID($0) }
    outbox.broadcast(.internal(message), to: servers.filter { $0 != outbox.id })
  }
}
