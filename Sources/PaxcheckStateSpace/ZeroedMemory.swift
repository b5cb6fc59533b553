#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory of zeros, to be given back with `deallocateZeroed`.
///
/// Large memory comes straight from the system: its pages cost nothing until they are touched, and where
/// the system has large pages, they are few enough for the processor to know their addresses. If the
/// system refuses, the reserve is given back, which tells the search to stop.
///
/// - Parameter inLargePages: Whether large memory that is touched at all is soon touched everywhere.
func allocateZeroed<Element: ~Copyable>(
  _ count: Int, inLargePages: Bool = true
) -> UnsafeMutablePointer<Element> {
  let byteCount = count * MemoryLayout<Element>.stride
  func memory() -> UnsafeMutableRawPointer? {
    byteCount < largeSize ? calloc(byteCount, 1) : mapPages(byteCount, areLarge: inLargePages)
  }
  var start = memory()
  if start == nil, MemoryReserve.release() { start = memory() }
  guard let start else { MemoryReserve.giveUp(byteCount) }
  return start.bindMemory(to: Element.self, capacity: count)
}

/// Gives back memory for `count` elements.
func deallocateZeroed<Element: ~Copyable>(_ memory: UnsafeMutablePointer<Element>, _ count: Int) {
  let byteCount = count * MemoryLayout<Element>.stride
  if byteCount < largeSize { free(memory) } else { munmap(memory, wholePages(byteCount)) }
}

/// The addresses that so many bytes of zeros take, in bytes, until the memory is theirs.
func zeroedAddresses(_ byteCount: Int) -> Int {
  byteCount < largeSize ? byteCount : wholePages(byteCount) + largePage
}

private var largePage: Int { 1 << 21 }
private var largeSize: Int { largePage / 2 }

private func wholePages(_ byteCount: Int) -> Int {
  (byteCount + largePage - 1) & ~(largePage - 1)
}

/// Maps memory that begins and ends with a large page.
private func mapPages(_ byteCount: Int, areLarge: Bool) -> UnsafeMutableRawPointer? {
  let size = wholePages(byteCount)
  let flags = MAP_PRIVATE | MAP_ANONYMOUS
  guard let mapped = mmap(nil, zeroedAddresses(byteCount), PROT_READ | PROT_WRITE, flags, -1, 0),
    mapped != MAP_FAILED
  else { return nil }
  let before = -Int(bitPattern: mapped) & (largePage - 1)
  let start = mapped + before
  if before > 0 { munmap(mapped, before) }
  munmap(start + size, largePage - before)
  #if os(Linux)
    if areLarge { madvise(start, size, MADV_HUGEPAGE) }
  #endif
  return start
}
