import Synchronization

/// Whether a signal is to end what waits for input, which may never come.
package enum ReadInterruption {
  private static let requested = Atomic(false)

  package static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Has a read that a signal interrupts fail, not begin again. A signal's handler may do this.
  package static func request() { requested.store(true, ordering: .relaxed) }
}
