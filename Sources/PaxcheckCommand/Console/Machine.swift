import PaxcheckSearch
import PaxcheckStateSpace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the machine has, and what this process used of it.
enum Machine {
  /// The number of processors that threads can run on.
  static var cores: Int { Processors.count }

  /// The memory of the machine, or what the container around us or the system allows this process if
  /// that is less, in bytes.
  static var memoryBytes: Int {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let physical = pages > 0 ? pages * sysconf(Int32(_SC_PAGESIZE)) : Int.max
    return min(physical, containerLimit ?? .max, SystemMemoryLimits.current.lowest ?? .max)
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

  /// What this program may hold without crowding out others, in bytes: what it has, and three quarters
  /// of what is free now in the machine and in the container.
  static var affordableBytes: Int {
    let free = bytes(under: "MemAvailable:", in: "/proc/meminfo") ?? memoryBytes
    return residentBytes + min(free, containerRoom ?? .max) / 4 * 3
  }

  /// The peak of this program alone, where Linux tells it.
  private static var highWaterMark: Int? { bytes(under: "VmHWM:", in: "/proc/self/status") }

  /// What a file of Linux says in a line such as `VmHWM:     15872 kB`.
  private static func bytes(under name: String, in file: String) -> Int? {
    guard let text = try? TextFile.read(file) else { return nil }
    var rest = text.utf8[...]
    while !rest.starts(with: name.utf8) {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      rest = rest[end...].dropFirst()
    }
    let digits = rest.dropFirst(name.utf8.count).drop { $0 == 32 || $0 == 9 }.prefix { $0 > 32 }
    return Int(Substring(digits)).map { $0 << 10 }
  }

  /// The limit that control groups, version 2, set for the container.
  private static var containerLimit: Int? { number(in: "/sys/fs/cgroup/memory.max") }

  /// What is left below that limit.
  private static var containerRoom: Int? {
    guard let limit = containerLimit, let used = number(in: "/sys/fs/cgroup/memory.current")
    else { return nil }
    return max(0, limit - used)
  }

  private static func number(in file: String) -> Int? {
    guard let text = try? TextFile.read(file) else { return nil }
    return Int(text.prefix { $0.isNumber })
  }
}
