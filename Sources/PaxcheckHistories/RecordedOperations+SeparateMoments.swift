extension [RecordedOperation] {
  /// Makes all moments differ if some do not: what begins at the moment at which something else ends
  /// overlaps with it.
  ///
  /// The operations are in the order of their invocations.
  mutating func separateMoments() {
    guard hasEqualMoments else { return }
    var events = EventOrder()
    var tick = 0
    while let event = events.next(in: self) {
      if event.isReturn {
        self[event.operation].returned = tick
      } else {
        self[event.operation].invoked = tick
      }
      tick += 1
    }
  }

  private var hasEqualMoments: Bool {
    var events = EventOrder()
    var last: Int?
    while let event = events.next(in: self) {
      if event.moment == last { return true }
      last = event.moment
    }
    return false
  }
}
