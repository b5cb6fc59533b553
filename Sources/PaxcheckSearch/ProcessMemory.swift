import PaxcheckFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of the memory of this process.
package enum ProcessMemory {
  /// The bytes that the process has in memory; `nil` where the system does not tell.
  package static var residentBytes: Int? {
    #if os(Linux)
      let words = systemText("/proc/self/statm")?.split(separator: " ") ?? []
      guard words.count > 1 else { return nil }
      return Int(words[1]).map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    #else
      return nil
    #endif
  }
}

/// The text of a file in which the system tells something; `nil` if there is none.
func systemText(_ path: String) -> String? {
  (try? OpenFile(reading: path).readToEnd()).map { String(decoding: $0, as: UTF8.self) }
}

/// The memory of a search: what the search accounts for, and what the process has besides, such as what
/// states own elsewhere and what the allocator keeps.
struct MemoryGauge {
  /// What the process had besides, when it was last measured.
  private var rest = 0
  private var nextMeasurement = 0

  /// The number of states found between two measurements.
  private static let interval = 1 << 12

  /// Measures again, if enough happened since the last time.
  mutating func measure(states: Int, accounted: Int) {
    guard states >= nextMeasurement else { return }
    nextMeasurement = states + Self.interval
    rest = max(0, (ProcessMemory.residentBytes ?? 0) - accounted)
  }

  /// The bytes held in all, given those that the search accounts for now.
  func held(accounted: Int) -> Int { accounted + rest }
}
