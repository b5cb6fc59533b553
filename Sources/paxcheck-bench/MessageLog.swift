import PaxcheckKit

/// A log to which messages are appended in the order in which they happen to arrive: hardly any of its
/// states repeats, the worst case for a search that remembers what handlers did.
struct MessageLog: DeterministicActor {
  var entries: [Int] = []

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    entries.append(message)
  }

  /// A log and a sender of `messages` different messages.
  static func system(messages: Int) -> ActorSystem<Int, NoHistory> {
    var system = ActorSystem<Int, NoHistory>()
    system.add(MessageLog())
    system.add(Sender(messages: messages))
    system.properties = [.always("no message twice", every: MessageLog.self) { $0.isFreeOfRepeats }]
    return system
  }

  private var isFreeOfRepeats: Bool { Set(entries).count == entries.count }
}

private struct Sender: DeterministicActor {
  let messages: Int

  func start(_ outbox: inout Outbox<Self>) {
    for message in 0..<messages { outbox.send(message, to: 0) }
  }

  func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}
