import CPrefetch
import Synchronization

/// A set of 64-bit numbers that are spread evenly, in about nine bytes each.
///
/// A number's upper bits choose a bucket: a cache line with room for ten. There its lower 48 bits are
/// kept, which tell it from all others of the bucket (J. G. Cleary, "Compact Hash Tables Using
/// Bidirectional Linear Probing", IEEE Transactions on Computers C-33(9), 1984, keeps the rest of a
/// key in this way). What finds its bucket full is kept aside. So the set is exact, whatever the
/// order in which threads add to it.
///
/// Any number of threads may look numbers up, or add some, but not both at the same time.
final class FingerprintSet: @unchecked Sendable {
  // Unchecked: threads share out the slots of a bucket by its atomic count; what lies aside is guarded.
  /// With as many buckets or more, 48 bits are enough.
  private static let smallest = 1 << 16
  /// The numbers that a bucket has on average when the set grows.
  private static let load = 8

  private let buckets = SegmentedRows<FingerprintBucket>(hasLargePages: true)
  @exclusivity(unchecked) private var bucketCount = 0
  private let lock = Guarded<Void>(())
  @exclusivity(unchecked) private var aside: Set<UInt64> = []

  init() { addBuckets(Self.smallest) }

  /// The memory held, in bytes.
  var byteCount: Int {
    bucketCount * MemoryLayout<FingerprintBucket>.stride + aside.capacity * 12
  }

  /// The bytes that making room for this many numbers takes besides those held.
  func growth(for count: Int) -> Int {
    (size(for: count) - bucketCount) * MemoryLayout<FingerprintBucket>.stride
  }

  /// The addresses that making room for this many numbers takes, in bytes.
  func addressGrowth(for count: Int) -> Int { buckets.addressGrowth(for: size(for: count)) }

  /// Makes room for so many numbers in all.
  ///
  /// - Complexity: O(1) amortised for each number.
  func makeRoom(for count: Int) {
    let before = bucketCount
    guard size(for: count) > before else { return }
    addBuckets(size(for: count))
    let outside = aside
    aside = []
    // Numbers move to later buckets, if at all, so those are empty already.
    for place in (0..<before).reversed() {
      let bucket = buckets.row(UInt32(place)).pointee
      buckets.row(UInt32(place)).pointee = FingerprintBucket()
      for slot in 0..<bucket.count {
        insert(Self.number(endingWith: bucket[slot], at: place, of: before))
      }
    }
    for number in outside { insert(number) }
  }

  private func size(for count: Int) -> Int {
    var size = bucketCount
    while count > Self.load * size { size += size / 4 }
    return size
  }

  /// Rows are zeros at first, which is what an empty bucket is.
  private func addBuckets(_ count: Int) {
    buckets.reserve(count)
    bucketCount = count
  }

  /// The bucket of a number.
  @inline(__always)
  private func home(_ number: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: number.multipliedFullWidth(by: UInt64(bucketCount)).high)
  }

  /// The number in a bucket that has these lower bits: bucket *b* of *n* is home to those from
  /// 2⁶⁴ *b* / *n* on, of which there are at most 2⁴⁸.
  private static func number(endingWith tag: UInt64, at place: Int, of count: Int) -> UInt64 {
    let (quotient, remainder) = UInt64(count).dividingFullWidth((UInt64(place), 0))
    let first = remainder == 0 ? quotient : quotient + 1
    let number = first & ~FingerprintBucket.tagMask | tag
    return number < first ? number &+ FingerprintBucket.tagMask &+ 1 : number
  }

  /// Fetches what is needed to look a number up, or to add it.
  @inline(__always)
  func prefetchHome(_ number: UInt64) { prefetch(buckets.rows[home(number)]) }

  @inline(__always)
  func contains(_ number: UInt64) -> Bool {
    let bucket = buckets.rows[home(number)]
    return bucket.pointee.contains(number)
      || bucket.pointee.isOverfull && aside.contains(number)
  }

  /// Adds a number, which may be here.
  @inline(__always)
  func insert(_ number: UInt64) {
    guard !FingerprintBucket.add(number, to: buckets.rows[home(number)]) else { return }
    _ = lock.withLock { _ in aside.insert(number) }
  }
}

/// Ten numbers of 48 bits, and how many were to come here, in one cache line.
struct FingerprintBucket: BitwiseCopyable {
  static let capacity = 10
  static let tagMask: UInt64 = 1 << 48 - 1

  /// Lanes 0 to 9 have the lower 32 bits of each number, lanes 10 to 14 two upper halves each, and the
  /// last one has the count.
  private var words = SIMD16<UInt32>()

  /// The numbers that are here.
  var count: Int { min(Self.capacity, Int(words[15])) }

  /// Whether numbers came that did not fit.
  var isOverfull: Bool { words[15] > Self.capacity }

  /// The lower bits of a number that is here.
  subscript(slot: Int) -> UInt64 {
    let upper = words[10 + slot / 2] >> UInt32(slot % 2 * 16) & 0xFFFF
    return UInt64(upper) << 32 | UInt64(words[slot])
  }

  @inline(__always)
  func contains(_ number: UInt64) -> Bool {
    let lower = UInt32(truncatingIfNeeded: number)
    for slot in 0..<count where words[slot] == lower {
      if self[slot] == number & Self.tagMask { return true }
    }
    return false
  }

  /// Adds a number, if there is room. Several threads may do so at the same time.
  @inline(__always)
  static func add(_ number: UInt64, to bucket: UnsafeMutablePointer<Self>) -> Bool {
    let words = UnsafeMutableRawPointer(bucket)
    let count = words.advanced(by: 60).assumingMemoryBound(to: Atomic<UInt32>.self)
    let slot = Int(count.pointee.wrappingAdd(1, ordering: .relaxed).oldValue)
    guard slot < capacity else { return false }
    words.storeBytes(
      of: UInt32(truncatingIfNeeded: number), toByteOffset: 4 * slot, as: UInt32.self)
    words.storeBytes(
      of: UInt16(truncatingIfNeeded: number >> 32), toByteOffset: 40 + 2 * slot, as: UInt16.self)
    return true
  }
}
