#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The clocks of the machine, in microseconds.
enum SystemClock {
  /// A clock that never goes backwards.
  static var monotonic: Int { microseconds(CLOCK_MONOTONIC) }

  /// The time since the beginning of 1970.
  static var calendar: Int { microseconds(CLOCK_REALTIME) }

  private static func microseconds(_ clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}
