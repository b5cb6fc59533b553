/// The timers that are set, in the order of their texts, so that equal sets are listed alike.
package struct TimerSet<Timer: Hashable & Sendable>: Hashable, Sendable {
  package private(set) var elements: [Timer] = []

  package init() {}

  package mutating func insert(_ timer: Timer) {
    guard !elements.contains(timer) else { return }
    let text = String(describing: timer)
    let place = elements.firstIndex { text < String(describing: $0) } ?? elements.endIndex
    elements.insert(timer, at: place)
  }

  package mutating func remove(_ timer: Timer) {
    elements.removeAll { $0 == timer }
  }
}
