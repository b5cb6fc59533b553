import PaxcheckSearch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the machine has, and what this process used of it.
enum Machine {
  /// The number of processors that threads can run on.
  static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// The memory of the machine, or of the container around us if that is less, in bytes.
  static var memoryBytes: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let physical = pages > 0 ? pages * sysconf(Int32(_SC_PAGESIZE)) : Int.max
    return min(physical, containerLimit ?? .max)
  }

  /// The largest amount of memory that this program had at any time, in bytes.
  static var peakMemoryBytes: Int {
    // What the system accounts for a process includes the program that it ran before, `swift run`.
    if let own = highWaterMark { return own }
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss << 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }

  /// The memory that this program has now, in bytes; where the system does not tell, its peak.
  static var residentBytes: Int {
    ProcessMemory.residentBytes ?? peakMemoryBytes
  }

  /// The peak of this program alone, where Linux tells it: `VmHWM:     15872 kB`.
  private static var highWaterMark: Int? {
    let status = try? TextFile.read("/proc/self/status")
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    return kilobytes.flatMap { Int($0) }.map { $0 << 10 }
  }

  /// The limit that control groups, version 2, set for the container.
  private static var containerLimit: Int? {
    guard let text = try? TextFile.read("/sys/fs/cgroup/memory.max") else { return nil }
    return Int(text.prefix { $0.isNumber })
  }
}
