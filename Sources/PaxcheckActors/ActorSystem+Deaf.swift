extension ActorSystem {
  /// The system with actors that do nothing about messages, on a network that loses none.
  package var deaf: Self {
    var system = self
    system.network.isLossy = false
    system.replaceSlots { $0.deaf }
    return system
  }
}
