import PaxcheckActors

/// Who is where, as one actor sees it.
///
/// Senders that are no actors of the system, such as a person with `nc`, get addresses behind those
/// of the actors when they first appear, so that they can be answered. The latest thousand are known.
struct AddressBook {
  static let strangerLimit = 1000

  private let actors: [DatagramAddress]
  private let numbers: [DatagramAddress: ActorID]
  private var strangers: [DatagramAddress: ActorID] = [:]
  private var order: [DatagramAddress] = []
  private var strangerCount = 0

  /// - Parameter actors: Where the actors of the system are, by their numbers.
  init(actors: [DatagramAddress]) {
    self.actors = actors
    numbers = Dictionary(
      actors.enumerated().map { ($0.element, ActorID($0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Who sends from an address.
  mutating func actor(at address: DatagramAddress) -> ActorID {
    if let known = numbers[address] ?? strangers[address] { return known }
    if order.count == Self.strangerLimit { strangers[order.removeFirst()] = nil }
    let stranger = ActorID(actors.count + strangerCount)
    strangerCount += 1
    strangers[address] = stranger
    order.append(address)
    return stranger
  }

  /// The address of an actor or a stranger; `nil` for a stranger who is not known, or no longer.
  func address(of actor: ActorID) -> DatagramAddress? {
    if actors.indices.contains(actor.index) { return actors[actor.index] }
    return strangers.first { $0.value == actor }?.key
  }
}
