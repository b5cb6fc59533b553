import PaxcheckActors
import PaxcheckModel

/// The envelopes that a record's steps have sent, found by the texts of their deliveries.
struct RecordedNetwork<Message: Hashable & Sendable> {
  /// Equal envelopes.
  private struct Parcel {
    let envelope: Envelope<Message>
    var sent = 0
    var delivered = 0
  }

  private let rules: StepRules
  private let actorCount: Int
  /// What was ever sent to each actor, in the order of sending.
  private var parcels: [[Parcel]]
  private var places: [[String: Int]]
  /// On an ordered network: what is on its way from each actor to each, in order.
  private var queues: [[[String]]]
  private(set) var sentCount = 0
  private(set) var deliveredCount = 0

  init(_ rules: StepRules, actorCount: Int) {
    self.rules = rules
    self.actorCount = actorCount
    parcels = Array(repeating: [], count: actorCount)
    places = Array(repeating: [:], count: actorCount)
    queues = Array(repeating: Array(repeating: [], count: actorCount), count: actorCount)
  }

  mutating func send(_ envelopes: [Envelope<Message>]) {
    for envelope in envelopes where 0..<actorCount ~= envelope.destination.index {
      let receiver = envelope.destination.index
      let text = "\(ActorAction.deliver(envelope))"
      let place = places[receiver][text] ?? parcels[receiver].count
      if place == parcels[receiver].count { parcels[receiver].append(Parcel(envelope: envelope)) }
      places[receiver][text] = place
      parcels[receiver][place].sent += 1
      if isOrdered { queues[receiver][envelope.source.index].append(text) }
      sentCount += 1
    }
  }

  private func parcel(_ text: String, to receiver: ActorID) -> Parcel? {
    places[receiver.index][text].map { parcels[receiver.index][$0] }
  }

  /// Whether a delivery is possible now.
  func offers(_ text: String, to receiver: ActorID) -> Bool {
    guard let parcel = parcel(text, to: receiver) else { return false }
    if isOrdered {
      let queue = queues[receiver.index][parcel.envelope.source.index]
      return rules.mayLoseMessages ? queue.contains(text) : queue.first == text
    }
    return rules.consumption(of: .delivery) == .nothing || parcel.delivered < parcel.sent
  }

  private var isOrdered: Bool { rules.network.delivery == .ordered }

  /// Takes out what a delivery consumes; on a lossy ordered network also what it overtakes, which
  /// was lost.
  ///
  /// - Returns: The envelope, or `nil` if the delivery is not possible.
  mutating func deliver(_ text: String, to receiver: ActorID) -> Envelope<Message>? {
    guard offers(text, to: receiver), let place = places[receiver.index][text] else { return nil }
    parcels[receiver.index][place].delivered += 1
    let envelope = parcels[receiver.index][place].envelope
    if isOrdered {
      let source = envelope.source.index
      let queue = queues[receiver.index][source]
      let head = queue.firstIndex(of: text) ?? 0
      queues[receiver.index][source].removeFirst(head + 1)
    }
    deliveredCount += 1
    return envelope
  }

  /// Takes what an actor will ignore for ever off its ordered queues. On an unordered network such
  /// envelopes hold up no others.
  mutating func discard(to receiver: ActorID, where isDead: (Envelope<Message>) -> Bool) {
    for source in queues[receiver.index].indices {
      let dead = Set(
        queues[receiver.index][source].filter { text in
          parcel(text, to: receiver).map { isDead($0.envelope) } ?? false
        })
      queues[receiver.index][source].removeAll { dead.contains($0) }
    }
  }

  /// Loses what is on its way to an actor.
  mutating func loseAll(to receiver: ActorID) {
    parcels[receiver.index] = []
    places[receiver.index] = [:]
    for source in queues[receiver.index].indices { queues[receiver.index][source] = [] }
  }

  /// The deliveries that are possible now.
  func offered(to receiver: ActorID) -> [String] {
    parcels[receiver.index].map { "\(ActorAction.deliver($0.envelope))" }
      .filter { offers($0, to: receiver) }
  }

  /// The actor of the system that a message is from which was never sent; `nil` for other messages.
  func unsentSender(_ text: String, to receiver: ActorID) -> ActorID? {
    guard parcel(text, to: receiver) == nil else { return nil }
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count > 1, words[0] == "deliver", let source = Int(words[1]),
      0..<actorCount ~= source
    else { return nil }
    return ActorID(source)
  }

  /// Why a delivery is not possible, now that no other step is.
  ///
  /// - Parameter waiting: Where a sender's next step is recorded, if it has one.
  func whyNot(
    _ text: String, to receiver: ActorID, waiting: (ActorID) -> String?
  ) -> String {
    guard let parcel = parcel(text, to: receiver) else {
      guard let source = unsentSender(text, to: receiver) else {
        return "the message comes from outside of the model"
      }
      let waits = waiting(source).map { ", whose step at \($0) waits as well" } ?? ""
      return "the message was not sent by actor \(source)\(waits)"
    }
    if isOrdered {
      let first = queues[receiver.index][parcel.envelope.source.index].first
      return first.map {
        "the model's network is ordered, so that '\($0)' comes first; "
          + "it would have to be lossy, or unordered"
      } ?? "the message was delivered before, and the model's network is ordered"
    }
    return "the message was sent \(times(parcel.sent)) and delivered \(times(parcel.delivered)) "
      + "before; a model with network=unordered-duplicating would allow it"
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
