import CAllocator

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The limits that the system sets on the memory of this process, in bytes; `nil` for none.
package struct SystemMemoryLimits: Sendable {
  /// On all that has an address: `ulimit -v`.
  package let addressSpace: Int?
  /// On what the process may write to: `ulimit -d`.
  package let data: Int?

  package static let current = SystemMemoryLimits(
    addressSpace: limit(RLIMIT_AS), data: limit(RLIMIT_DATA))

  /// The lower one, if there is one.
  package var lowest: Int? { [addressSpace, data].compactMap(\.self).min() }

  /// How many threads beside the first have stacks that fit into a sixteenth of the lowest limit.
  package static let mostHelpers: Int = {
    guard let limit = current.lowest else { return .max }
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return 0 }
    defer { pthread_attr_destroy(&attributes) }
    var stackSize = 0
    guard pthread_attr_getstacksize(&attributes, &stackSize) == 0, stackSize > 0 else { return 0 }
    return limit / 16 / stackSize
  }()

  #if canImport(Glibc)
    private static func limit(_ resource: __rlimit_resource) -> Int? {
      limit { getrlimit(__rlimit_resource_t(resource.rawValue), &$0) }
    }
  #else
    private static func limit(_ resource: Int32) -> Int? { limit { getrlimit(resource, &$0) } }
  #endif

  private static func limit(_ call: (inout rlimit) -> Int32) -> Int? {
    var limit = rlimit()
    // No limit is the largest number that there is, or half of it.
    guard call(&limit) == 0, limit.rlim_cur < UInt64(Int.max) else { return nil }
    return Int(limit.rlim_cur)
  }
}
