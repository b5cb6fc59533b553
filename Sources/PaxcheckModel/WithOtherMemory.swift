/// Does some work while blocks of memory of many sizes are taken, so that what the work allocates lies
/// elsewhere than what the same work allocated before.
///
/// A `Set` or `Dictionary` takes the seed of its hashes from its address, so that its order of iteration is
/// another one.
@usableFromInline
package func withOtherMemory<Result>(_ work: () -> Result) -> Result {
  let blocks = sizes.map { UnsafeMutableRawPointer.allocate(byteCount: $0, alignment: 16) }
  defer { for block in blocks { block.deallocate() } }
  return work()
}

/// Those of small hash tables and arrays, and some larger ones.
private let sizes: [Int] = Array(stride(from: 48, through: 512, by: 16)) + [768, 1_536, 3_072]
