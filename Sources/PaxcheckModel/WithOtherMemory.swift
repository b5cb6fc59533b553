import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Does some work while blocks of memory of many sizes are taken, so that what the work allocates lies
/// elsewhere than what the same work allocated before.
///
/// A `Set` or `Dictionary` takes the seed of its hashes from its address, so that its order of iteration is
/// another one. How many blocks are taken changes from call to call: two addresses may give the same order,
/// and would do so again and again.
@usableFromInline
package func withOtherMemory<Result>(_ work: () -> Result) -> Result {
  var pattern = calls.add(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
  // Each block begins with the address of the one that was taken before.
  var last: UnsafeMutableRawPointer?
  for size in sizes {
    for _ in 0...(pattern & 3) {
      guard let block = malloc(size) else { continue }
      block.storeBytes(of: last, as: UnsafeMutableRawPointer?.self)
      last = block
    }
    pattern = pattern >> 2 | pattern << 62
  }
  defer {
    while let block = last {
      last = block.load(as: UnsafeMutableRawPointer?.self)
      free(block)
    }
  }
  return work()
}

/// The number of calls so far.
private let calls = Atomic<UInt64>(0)

/// Those of small hash tables and arrays, and some larger ones.
private let sizes: [Int] = Array(stride(from: 48, through: 512, by: 16)) + [768, 1_536, 3_072]
