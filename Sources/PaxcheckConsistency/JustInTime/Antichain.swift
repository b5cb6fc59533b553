/// Configurations before events, none of which makes another one before the same event redundant.
///
/// A configuration *A* makes *B* redundant if they agree on the state and on the operations placed
/// that are neither pure nor overwriting, and if *A* overwrote as late as *B*, has placed the pure
/// operations of *B*, only overwriting ones that *B* has placed, and used no more lost ones. Then *A*
/// can do whatever *B* can: an overwriting operation that only *B* placed was invoked before *B*'s
/// last overwrite, so *A* may put it, unseen, right before its own.
struct Antichain: ~Copyable {
  struct Entry {
    /// The next configuration in the bucket, or -1.
    var next: Int32
    let hash: UInt32
    let event: Int32
    /// Whether no other one makes it redundant.
    var isMember: Bool
  }

  let layout: ConfigurationLayout
  /// The members and those that were made redundant later, `layout.stride` words each.
  private(set) var words = Run<UInt64>()
  private var entries = Run<Entry>()
  private var buckets = Run<Int32>()
  /// Without it, only an equal configuration makes another one redundant.
  private let usesDominance: Bool

  init(_ layout: ConfigurationLayout, usesDominance: Bool = true) {
    self.layout = layout
    self.usesDominance = usesDominance
  }

  /// The number of configurations, members or not.
  var count: Int { entries.count }

  func isMember(_ index: Int) -> Bool { entries[index].isMember }

  func event(of index: Int) -> Int { Int(entries[index].event) }

  func state(of index: Int) -> Int { Int(words[index * layout.stride] & 0xFFFF_FFFF) }

  /// How a configuration came about.
  func witnessNode(of index: Int) -> Int32 {
    Int32(truncatingIfNeeded: Int64(bitPattern: words[index * layout.stride]) >> 32)
  }

  mutating func removeAll() {
    for index in 0..<count { buckets[bucket(entries[index].hash)] = -1 }
    words.removeAll()
    entries.removeAll()
  }

  /// Adds a configuration before an event unless a member makes it redundant, and drops the members
  /// that it makes so.
  ///
  /// - Parameter open: The operations that are open before the event.
  /// - Returns: Whether it was added.
  mutating func insert(
    _ candidate: borrowing Run<UInt64>, before event: Int, open: borrowing OpenOperations
  ) -> Bool {
    if count == buckets.count { grow() }
    let hash = hash(of: candidate, event, open)
    let bucket = bucket(hash)
    var index = Int(buckets[bucket])
    while index >= 0 {
      let entry = entries[index]
      if entry.isMember, entry.hash == hash, entry.event == event {
        switch compare(candidate, index, open) {
        case .redundant: return false
        case .better: entries[index].isMember = false
        case .different: break
        }
      }
      index = Int(entry.next)
    }
    entries.append(
      Entry(next: buckets[bucket], hash: hash, event: Int32(event), isMember: true))
    buckets[bucket] = Int32(count - 1)
    words.append(contentsOf: candidate)
    return true
  }

  private enum Comparison { case redundant, better, different }

  /// What a candidate is to a member.
  private func compare(
    _ candidate: borrowing Run<UInt64>, _ member: Int, _ open: borrowing OpenOperations
  ) -> Comparison {
    let base = member * layout.stride
    guard UInt32(truncatingIfNeeded: words[base]) == UInt32(truncatingIfNeeded: candidate[0]) else {
      return .different
    }
    guard usesDominance else {
      let isEqual = (1..<layout.stride).allSatisfy { words[base + $0] == candidate[$0] }
      return isEqual ? .redundant : .different
    }
    var (memberWins, candidateWins) = (true, true)
    let (memberMoment, moment) = (words[base + 1] >> 1, candidate[1] >> 1)
    if memberMoment < moment { memberWins = false }
    if moment < memberMoment { candidateWins = false }
    for word in 0..<layout.maskWords {
      let (old, new) = (words[base + 2 + word], candidate[2 + word])
      guard old != new else { continue }
      let difference = old ^ new
      if difference & (open.other[word] | open.conditional[word]) != 0 { return .different }
      let (pure, overwriting) = (open.pure[word], open.overwriting[word])
      if new & difference & pure != 0 || old & difference & overwriting != 0 { memberWins = false }
      if old & difference & pure != 0 || new & difference & overwriting != 0 {
        candidateWins = false
      }
    }
    for word in (2 + layout.maskWords)..<layout.stride {
      let (old, new) = (words[base + word], candidate[word])
      guard old != new else { continue }
      if !allLanes(of: old, notAbove: new) { memberWins = false }
      if !allLanes(of: new, notAbove: old) { candidateWins = false }
    }
    return memberWins ? .redundant : candidateWins ? .better : .different
  }

  private func allLanes(of left: UInt64, notAbove right: UInt64) -> Bool {
    ((right | layout.laneTops) &- left) & layout.laneTops == layout.laneTops
  }

  private func hash(
    of candidate: borrowing Run<UInt64>, _ event: Int, _ open: borrowing OpenOperations
  ) -> UInt32 {
    var hash = UInt64(UInt32(truncatingIfNeeded: candidate[0])) &* 0x9E37_79B9_7F4A_7C15
    hash ^= UInt64(event) &* 0xC2B2_AE3D_27D4_EB4F
    for word in 0..<layout.maskWords {
      hash ^= candidate[2 + word] & (open.other[word] | open.conditional[word])
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    }
    return UInt32(truncatingIfNeeded: hash >> 32)
  }

  private func bucket(_ hash: UInt32) -> Int { Int(hash) & (buckets.count - 1) }

  private mutating func grow() {
    buckets = Run(repeating: -1, count: max(8, buckets.count * 2))
    for index in 0..<count {
      let bucket = bucket(entries[index].hash)
      entries[index].next = buckets[bucket]
      buckets[bucket] = Int32(index)
    }
  }
}
