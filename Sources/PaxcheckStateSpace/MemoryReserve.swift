import CAllocator
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory that is kept back where the system limits it. It is given back when the system refuses more, so
/// that a search can stop in order and tell what it has found.
package enum MemoryReserve {
  /// The address of what is kept back; 0 for nothing.
  private static let address = Atomic<UInt>(0)
  private static let used = Atomic(false)
  private static let byteCount = SystemMemoryLimits.current.lowest.map { min($0 / 8, 1 << 28) }

  /// Whether the system has refused memory since the last refill: what takes more of it is to stop.
  package static var isUsed: Bool { used.load(ordering: .relaxed) }

  /// Keeps memory back, unless there is some, or no limit.
  package static func refill() {
    used.store(false, ordering: .relaxed)
    _ = sparesAddresses
    guard let byteCount, address.load(ordering: .relaxed) == 0 else { return }
    // It must be such that the system counts it, and takes no memory: it is never written to.
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let reserve = mmap(nil, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0),
      reserve != MAP_FAILED
    else { return }
    let (isKept, _) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: reserve), ordering: .relaxed)
    if !isKept { munmap(reserve, byteCount) }
  }

  /// Has threads share what there is, where memory is scarce.
  private static let sparesAddresses: Void = {
    if let limit = SystemMemoryLimits.current.lowest, limit < 1 << 32 { shareAllocatorArena() }
  }()

  /// Gives the reserve back to the system; `false` if there was none.
  static func release() -> Bool {
    used.store(true, ordering: .relaxed)
    let reserve = UnsafeMutableRawPointer(bitPattern: address.exchange(0, ordering: .relaxed))
    guard let byteCount, let reserve else { return false }
    munmap(reserve, byteCount)
    return true
  }

  /// Ends the process, since it can do nothing without this memory. What it has found is lost.
  static func giveUp(_ byteCount: Int) -> Never {
    let message = Array("undecided: the system refuses another \(byteCount) bytes of memory\n".utf8)
    _ = write(STDERR_FILENO, message, message.count)
    // The exit status of what is undecided.
    _exit(2)
  }
}
