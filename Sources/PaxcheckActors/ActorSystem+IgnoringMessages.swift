extension ActorSystem {
  /// The system with actors that do nothing about messages, on a network that loses none.
  package var ignoringMessages: Self {
    var system = self
    system.network.isLossy = false
    system.replaceSlots { $0.ignoringMessages }
    return system
  }

  /// The system with messages that stay although their receivers promise to ignore them for ever.
  package var keepingDeadMessages: Self? {
    guard discardsDeadMessages else { return nil }
    var system = self
    system.discardsDeadMessages = false
    return system
  }
}
