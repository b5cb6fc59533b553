/// What is known of the properties that several components decide together, by the components' views.
///
/// An open-addressing table in flat memory. Many threads may read it at a time, but not while one writes.
struct JointMemo: ~Copyable {
  /// The properties whose condition was evaluated, and those among them for which it was true.
  struct Answer: BitwiseCopyable {
    var known: UInt64 = 0
    var satisfied: UInt64 = 0
  }

  /// The number of views in a key.
  let width: Int
  private var keys = FlatArray<UInt32>()
  private var answers = FlatArray<Answer>()
  /// Linear probing: 32 bits of a key's hash, then its number plus one.
  private var slots: UnsafeMutablePointer<UInt64>
  private var mask: Int

  init(width: Int) {
    self.width = width
    mask = 63
    slots = allocateZeroed(mask + 1)
  }

  deinit { deallocateZeroed(slots, mask + 1) }

  var count: Int { answers.count }

  var byteCount: Int {
    keys.byteCount + answers.byteCount + (mask + 1) * MemoryLayout<UInt64>.stride
  }

  @inline(__always)
  static func hash(_ views: UnsafePointer<UInt32>, _ width: Int) -> UInt64 {
    var hash: UInt64 = 0
    for index in 0..<width {
      hash = (hash &+ UInt64(views[index]) &+ 1) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return ComponentTables.mix(hash)
  }

  /// What is known for some views; nothing if they were never seen.
  @inline(__always)
  func answer(_ views: UnsafePointer<UInt32>, hash: UInt64) -> Answer {
    number(views, hash: hash).map { answers[$0] } ?? Answer()
  }

  /// Adds an answer for some views.
  ///
  /// - Returns: The number of properties of which nothing was known for these views.
  @discardableResult
  mutating func add(_ answer: Answer, _ views: UnsafePointer<UInt32>, hash: UInt64) -> Int {
    if let number = number(views, hash: hash) {
      let new = answer.known & ~answers.base[number].known
      answers.base[number].known |= new
      answers.base[number].satisfied |= answer.satisfied & new
      return new.nonzeroBitCount
    }
    if 4 * (answers.count + 1) > 3 * mask { grow() }
    for index in 0..<width { keys.append(views[index]) }
    answers.append(answer)
    keys.releaseRetired()
    answers.releaseRetired()
    put(hash, answers.count)
    return answer.known.nonzeroBitCount
  }

  /// Calls `body` with the views and the answer of each entry, in the order in which they were added.
  func visit(_ body: (UnsafePointer<UInt32>, Answer) -> Void) {
    for number in 0..<answers.count { body(keys.base + number * width, answers[number]) }
  }

  mutating func removeAll() {
    guard count > 0 else { return }
    self = JointMemo(width: width)
  }

  @inline(__always)
  private func number(_ views: UnsafePointer<UInt32>, hash: UInt64) -> Int? {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 {
      if slots[place] >> 32 == hash >> 32 {
        let number = Int(slots[place] & 0xFFFF_FFFF) - 1
        if areEqual(keys.base + number * width, views, width) { return number }
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  private func put(_ hash: UInt64, _ number: Int) {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = hash & ~0xFFFF_FFFF | UInt64(number)
  }

  private mutating func grow() {
    deallocateZeroed(slots, mask + 1)
    mask = 2 * mask + 1
    slots = allocateZeroed(mask + 1)
    for number in 0..<answers.count {
      put(Self.hash(keys.base + number * width, width), number + 1)
    }
  }
}
