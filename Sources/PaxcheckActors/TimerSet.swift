/// The timers that are set, in the order of their texts, so that equal sets are listed alike.
@usableFromInline
package struct TimerSet<Timer: Hashable & Sendable>: Hashable, Sendable {
  @usableFromInline package internal(set) var elements: [Timer] = []

  @inlinable
  package init() {}

  @inlinable
  package mutating func insert(_ timer: Timer) {
    guard !elements.contains(timer) else { return }
    let text = String(describing: timer)
    let place = elements.firstIndex { text < String(describing: $0) } ?? elements.endIndex
    elements.insert(timer, at: place)
  }

  @inlinable
  package mutating func remove(_ timer: Timer) {
    if let place = elements.firstIndex(of: timer) { elements.remove(at: place) }
  }
}
