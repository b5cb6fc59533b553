#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the system says of the processors that this process may use.
package enum Processors {
  /// How many threads can run at the same time, at least one. On Linux processors count that the process
  /// was allowed when it began, and no more of them than the container around it may keep busy.
  package static let count: Int = {
    let mask = systemText("/proc/self/status").flatMap(allowed(status:))
    let quota = systemText("/sys/fs/cgroup/cpu.max").flatMap(limit(cpuMax:))
    return max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), mask ?? .max, quota ?? .max))
  }()

  /// The number of processors in a line such as `Cpus_allowed_list: 0-3,8` of a process's status.
  static func allowed(status text: String) -> Int? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    guard let list = line?.split(whereSeparator: \.isWhitespace).last else { return nil }
    var count = 0
    for range in list.split(separator: ",") {
      let bounds = range.split(separator: "-").map { Int($0) }
      guard let first = bounds.first ?? nil, let last = bounds.last ?? nil else { return nil }
      count += last - first + 1
    }
    return count
  }

  /// The limit that control groups, version 2, set for the container, in whole processors and rounded up:
  /// `150000 100000` for 150 of every 100 milliseconds. `nil` if there is none.
  static func limit(cpuMax text: String) -> Int? {
    let numbers = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], period > 0 else {
      return nil
    }
    return (quota + period - 1) / period
  }
}
