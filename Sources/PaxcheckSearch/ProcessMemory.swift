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
  /// How much there is of each kind of memory, in bytes.
  struct Usage {
    /// What is in memory.
    let resident: Int
    /// All that has an address.
    let addressSpace: Int
    /// What the process may write to.
    let data: Int
  }

  /// What the process has now; `nil` where the system does not tell.
  static var usage: Usage? {
    #if os(Linux)
      let words = systemText("/proc/self/statm")?.split(separator: " ") ?? []
      let sizes = words.compactMap { Int($0.filter(\.isNumber)) }
        .map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
      guard sizes.count > 5 else { return nil }
      return Usage(resident: sizes[1], addressSpace: sizes[0], data: sizes[5])
    #else
      return nil
    #endif
  }

  /// The bytes that the process has in memory; `nil` where the system does not tell.
  package static var residentBytes: Int? { usage?.resident }
}

/// The text of a file in which the system tells something; `nil` if there is none.
func systemText(_ path: String) -> String? {
  (try? OpenFile(reading: path).readToEnd()).map { String(decoding: $0, as: UTF8.self) }
}
