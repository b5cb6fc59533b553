/// What a state holds of partitions: the one that there is, and how many there were.
package struct PartitionState: Hashable, Sendable {
  package var cut: Cut?
  /// How many partitions there were, the present one included.
  package var count = 0

  /// Whether messages of one actor to another do not arrive now.
  func blocks(from source: ActorID, to destination: ActorID) -> Bool {
    cut?.blocks(from: source, to: destination) ?? false
  }

  /// The actors whose messages to one do not arrive now, a bit for each.
  func sources(blockedAt actor: Int) -> UInt64 {
    cut?.sources(blockedAt: ActorID(actor)) ?? 0
  }

  /// What it is after a step.
  func after<Message>(_ action: ActorAction<Message>) -> PartitionState {
    switch action {
    case .partition(let cut): PartitionState(cut: cut, count: count + 1)
    case .heal: PartitionState(cut: nil, count: count)
    default: self
    }
  }
}
