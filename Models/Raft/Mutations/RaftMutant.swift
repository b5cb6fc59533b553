import PaxcheckKit
import RegisterClient

/// A node with a mutation.
struct RaftMutant: RaftActor {
  typealias Message = RaftNode.Message
  typealias Timer = RaftNode.Timer
  typealias Storage = RaftNode.Storage
  typealias Event = RaftNode.Event

  /// The place of the mutation among all.
  private let number: Int
  private(set) var node: RaftNode

  private var mutation: RaftMutation { RaftMutation.all[number] }

  init(_ number: Int, _ node: RaftNode) {
    self.number = number
    self.node = node
    mutation.prepares(&self.node)
  }

  mutating func start(_ outbox: inout Outbox<Self>) {
    outbox.wrap(&node) { $0.start(&$1) }
  }

  mutating func receive(_ message: Message, from sender: ActorID, _ outbox: inout Outbox<Self>) {
    let mutation = mutation
    handle(&outbox) { node, outbox in
      if case .internal(let message) = message {
        mutation.receives(&node, message, sender, &outbox)
      } else {
        mutation.serves(&node, message, sender, &outbox)
      }
    }
  }

  mutating func timeout(_ timer: Timer, _ outbox: inout Outbox<Self>) {
    handle(&outbox) { $0.timeout(timer, &$1) }
  }

  mutating func recover(from storage: Storage?, _ outbox: inout Outbox<Self>) {
    var storage = storage
    if var known = storage {
      mutation.recovers(&known)
      storage = known
    }
    outbox.wrap(&node) { [storage] in $0.recover(from: storage, &$1) }
  }

  func ignoresForever(_ message: Message, from sender: ActorID) -> Bool {
    if case .internal(let inner) = message, mutation.revives(inner) { return false }
    return node.ignoresForever(message, from: sender)
  }

  private mutating func handle(
    _ outbox: inout Outbox<Self>, _ handler: (inout RaftNode, inout Outbox<RaftNode>) -> Void
  ) {
    let mutation = mutation
    outbox.wrap(&node) { node, outbox in
      let before = node
      handler(&node, &outbox)
      mutation.alters(before, &node, &outbox)
      node.finish(&outbox)
    }
  }
}
