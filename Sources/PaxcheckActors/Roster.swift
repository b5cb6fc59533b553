/// The actors of a system as its handlers know them: how many there are, and which are alike.
@usableFromInline
package struct Roster: Sendable {
  /// The types of the actors, in the order of their addresses.
  private let types: [ObjectIdentifier]

  /// - Parameter types: The types of the actors, in the order of their addresses.
  init(types: [ObjectIdentifier]) { self.types = types }

  /// The roster of an actor outside a system.
  @usableFromInline package init() { types = [] }

  /// All addresses but one.
  func others(than id: ActorID) -> [ActorID] {
    types.indices.map { ActorID($0) }.filter { $0 != id }
  }

  /// The addresses of all actors of the type that one has, but this one.
  func peers(of id: ActorID) -> [ActorID] {
    guard types.indices.contains(id.index) else { return [] }
    return others(than: id).filter { types[$0.index] == types[id.index] }
  }
}
