/// What a state says of the faults that concern no single actor: the partition that there is, and how
/// many there were.
package struct Surroundings: Hashable, Sendable {
  package var cut: Cut?
  package var partitionCount = 0

  /// Whether messages of one actor to another do not arrive now.
  func blocks(from source: ActorID, to destination: ActorID) -> Bool {
    cut?.blocks(from: source, to: destination) ?? false
  }

  /// The actors whose messages to one do not arrive now, a bit for each.
  func sources(blockedAt actor: Int) -> UInt64 {
    cut?.sources(blockedAt: ActorID(actor)) ?? 0
  }

  /// What they are after a step.
  func after<Message>(_ action: ActorAction<Message>) -> Surroundings {
    switch action {
    case .partition(let cut): Surroundings(cut: cut, partitionCount: partitionCount + 1)
    case .heal: Surroundings(cut: nil, partitionCount: partitionCount)
    default: self
    }
  }
}
