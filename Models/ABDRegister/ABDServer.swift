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
///
/// The replica is in storage, so that a majority keeps what it kept through crashes; the request that
/// a crash interrupts is never answered. Where a request may come twice, the last one of each client is
/// in storage, too: an old value that is written again would be a new one.
public struct ABDServer: DeterministicActor {
  public typealias Message = RegisterMessage<ABDMessage>

  /// What the server must not forget.
  public struct Storage: Hashable, Codable, Sendable {
    let replica: Replica
    let begun: [Request]
  }

  public enum Timer: Hashable, Sendable {
    /// Asks those again who have not answered in this phase.
    case resend
  }

  /// What the server is doing for a client.
  enum Phase: Hashable, Sendable {
    /// Collects replicas, to write a value or to read one.
    case query(Request, write: Letter?, replicas: [ActorID: Replica])
    /// Waits for a majority to keep a replica before it answers.
    case record(Request, answer: Message, acks: Set<ActorID>)
  }

  let servers: Int
  let bug: ABDBug?
  /// Whether a request may come twice.
  let remembersRequests: Bool
  /// The newest replica that the server was told to keep.
  var replica: Replica
  /// The last request of each client that the server began, where requests may come twice.
  var begun: [Request] = []
  var phase: Phase?
  /// How often the server may still ask again.
  var resends: Int

  init(
    number: Int, of servers: Int, remembersRequests: Bool, resends: Int = 0, bug: ABDBug? = nil
  ) {
    self.servers = servers
    self.remembersRequests = remembersRequests
    self.resends = resends
    self.bug = bug
    replica = Replica(timestamp: Timestamp(counter: 0, server: ActorID(number)), value: nil)
  }

  private var majority: Int {
    bug == .halfIsEnough ? (servers + 1) / 2 : Quorum.majority(of: servers)
  }

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
      let isNews = replica.timestamp > self.replica.timestamp
      if bug != .confirmsWithoutKeeping { keep(replica, &outbox) }
      if isNews || bug != .confirmsNewsOnly {
        outbox.send(.internal(.ackRecord(request)), to: sender)
      }
    case .internal(.ackRecord(let request)):
      collectAck(from: sender, for: request, &outbox)
    case .putOk, .getOk, .failed: break
    }
  }

  public mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    resends -= 1
    switch phase {
    case .query(let request, _, _): broadcast(.query(request), &outbox)
    // By now the replica may be newer, which is as good.
    case .record(let request, _, _): broadcast(.record(request, replica), &outbox)
    case nil: return
    }
    if resends > 0 { outbox.set(.resend) }
  }

  public func duration(of timer: Timer) -> ClosedRange<Int> { 20...40 }

  public mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    guard let storage else { return }
    replica = storage.replica
    begun = storage.begun
  }

  private mutating func begin(
    _ request: Request, write: Letter?, _ outbox: inout Outbox<Self>
  ) {
    guard phase == nil, isNew(request) else { return }
    remember(request, &outbox)
    phase = .query(request, write: write, replicas: [:])
    broadcast(.query(request), &outbox)
    if resends > 0 { outbox.set(.resend) }
    collect(replica, from: outbox.id, for: request, &outbox)
  }

  /// Whether a request has not come before: a client numbers its requests in order.
  private func isNew(_ request: Request) -> Bool {
    begun.allSatisfy { $0.client != request.client || $0.number < request.number }
  }

  private mutating func remember(_ request: Request, _ outbox: inout Outbox<Self>) {
    guard remembersRequests else { return }
    begun.removeAll { $0.client == request.client }
    begun.append(request)
    begun.sort { $0.client < $1.client }
    save(&outbox)
  }

  private func save(_ outbox: inout Outbox<Self>) {
    outbox.save(Storage(replica: replica, begun: begun))
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
      return finish(request, with: answer, &outbox)
    }
    keep(replica, &outbox)
    phase = .record(request, answer: answer, acks: [])
    broadcast(.record(request, replica), &outbox)
    collectAck(from: outbox.id, for: request, &outbox)
  }

  private mutating func keep(_ replica: Replica, _ outbox: inout Outbox<Self>) {
    guard replica.timestamp > self.replica.timestamp || bug == .keepsOlder else { return }
    self.replica = replica
    save(&outbox)
  }

  private mutating func finish(
    _ request: Request, with answer: Message, _ outbox: inout Outbox<Self>
  ) {
    phase = nil
    outbox.cancel(.resend)
    outbox.send(answer, to: request.client)
  }

  /// The acknowledgement that completes a majority ends phase 2.
  private mutating func collectAck(
    from sender: ActorID, for request: Request, _ outbox: inout Outbox<Self>
  ) {
    guard case .record(request, let answer, var acks) = phase else { return }
    acks.insert(sender)
    phase = .record(request, answer: answer, acks: acks)
    if acks.count == majority { finish(request, with: answer, &outbox) }
  }

  private func broadcast(_ message: ABDMessage, _ outbox: inout Outbox<Self>) {
    outbox.broadcast(.internal(message), to: outbox.peers)
  }
}
