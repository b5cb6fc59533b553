import PaxcheckKit

/// A node, or one with a planted bug.
protocol AppendActor: DeterministicActor where Storage == AppendNode.Storage {
  var node: AppendNode { get }
}

extension AppendNode: AppendActor {
  var node: AppendNode { self }
}

/// A node with a mutation.
struct AppendMutant: AppendActor {
  typealias Message = AppendMessage
  typealias Timer = AppendNode.Timer
  typealias Storage = AppendNode.Storage
  typealias Event = AppendFacts.Event

  /// The place of the mutation among all.
  private let number: Int
  private(set) var node: AppendNode

  private var mutation: AppendMutation { AppendMutation.all[number] }

  init(_ number: Int, _ node: AppendNode) {
    self.number = number
    self.node = node
  }

  mutating func start(_ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.start(&$1) }
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      mutation.receives(&node, message, sender, &outbox)
      node.noteRetry(after: message, of: sender, &outbox)
      node.finish(&outbox)
    }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.timeout(timer, &$1) }
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.recover(from: storage, &$1) }
  }

  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    node.ignoresForever(message, from: sender)
  }

  func duration(of timer: Timer) -> ClosedRange<Int> { node.duration(of: timer) }
}
