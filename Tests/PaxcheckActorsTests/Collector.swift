import PaxcheckActors

/// Keeps what it receives, in order, but for what it ignores.
struct Collector: DeterministicActor {
  var ignored: Set<Int> = []
  /// Whether a message that was kept before is ignored.
  var isSet = false
  private(set) var received: [Int] = []

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    if ignored.contains(message) || isSet && received.contains(message) { return }
    received.append(message)
  }
}

/// Sends messages when it starts, and ignores what it receives.
struct Mailer: DeterministicActor {
  let messages: [Int]
  let receiver: ActorID

  init(_ messages: Int..., to receiver: ActorID = 0) {
    self.init(all: messages, to: receiver)
  }

  init(all messages: [Int], to receiver: ActorID = 0) {
    self.messages = messages
    self.receiver = receiver
  }

  mutating func start(_ outbox: inout Outbox<Self>) {
    for message in messages { outbox.send(message, to: receiver) }
  }

  mutating func receive(_ message: Int, from sender: ActorID, _ outbox: inout Outbox<Self>) {}
}
