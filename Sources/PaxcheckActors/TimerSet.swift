/// The timers that are set, in the order of their texts, and where these are alike of what they consist
/// of, so that equal sets are listed alike.
@usableFromInline
package struct TimerSet<Timer: Hashable & Sendable>: Hashable, Sendable {
  @usableFromInline package internal(set) var elements: [Timer] = []

  @inlinable
  package init() {}

  @inlinable
  package mutating func insert(_ timer: Timer) {
    guard !elements.contains(timer) else { return }
    let text = String(describing: timer)
    let place = elements.firstIndex { other in
      let otherText = String(describing: other)
      return text == otherText ? contents(timer) < contents(other) : text < otherText
    }
    elements.insert(timer, at: place ?? elements.endIndex)
  }

  @inlinable
  package mutating func remove(_ timer: Timer) {
    if let place = elements.firstIndex(of: timer) { elements.remove(at: place) }
  }

  /// What a timer consists of, whatever its own text leaves out.
  @usableFromInline
  func contents(_ timer: Timer) -> String {
    var contents = ""
    dump(timer, to: &contents)
    return contents
  }
}
