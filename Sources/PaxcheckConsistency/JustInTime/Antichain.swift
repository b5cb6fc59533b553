/// Configurations none of which makes another one redundant.
///
/// A configuration *A* makes *B* redundant if they agree on the state and on the operations placed
/// that are neither pure nor overwriting, and if *A* overwrote as late as *B*, has placed the pure
/// operations of *B*, only overwriting ones that *B* has placed, and used no more lost ones. Then *A*
/// can do whatever *B* can: an overwriting operation that only *B* placed was invoked before *B*'s
/// last overwrite, so *A* may put it, unseen, right before its own.
struct Antichain {
  let layout: ConfigurationLayout
  /// The members and those that were made redundant later, `layout.stride` words each.
  private(set) var words: [UInt64] = []
  /// Per configuration: whether it is a member.
  private(set) var isMember: [Bool] = []
  private var nextInBucket: [Int32] = []
  private var buckets: [Int32]
  private var usedBuckets: [Int32] = []
  /// Without it, only an equal configuration makes another one redundant.
  private let usesDominance: Bool

  init(_ layout: ConfigurationLayout, usesDominance: Bool = true) {
    self.layout = layout
    self.usesDominance = usesDominance
    buckets = Array(repeating: -1, count: 4)
  }

  /// The number of configurations, members or not.
  var count: Int { isMember.count }

  mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    isMember.removeAll(keepingCapacity: true)
    nextInBucket.removeAll(keepingCapacity: true)
    for bucket in usedBuckets { buckets[Int(bucket)] = -1 }
    usedBuckets.removeAll(keepingCapacity: true)
  }

  /// Adds a configuration unless a member makes it redundant, and drops those that it makes so.
  ///
  /// - Returns: Whether it was added.
  mutating func insert(_ candidate: [UInt64], open: OpenOperations) -> Bool {
    if usedBuckets.count * 2 > buckets.count { grow(open) }
    let bucket = self.bucket(of: candidate, at: 0, open)
    var index = buckets[bucket]
    while index >= 0 {
      if isMember[Int(index)] {
        switch compare(candidate, Int(index), open) {
        case .redundant: return false
        case .better: isMember[Int(index)] = false
        case .different: break
        }
      }
      index = nextInBucket[Int(index)]
    }
    if buckets[bucket] < 0 { usedBuckets.append(Int32(bucket)) }
    nextInBucket.append(buckets[bucket])
    buckets[bucket] = Int32(isMember.count)
    isMember.append(true)
    words.append(contentsOf: candidate)
    return true
  }

  private enum Comparison { case redundant, better, different }

  /// What a candidate is to a member.
  private func compare(
    _ candidate: [UInt64], _ member: Int, _ open: OpenOperations
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

  private func bucket(of words: [UInt64], at base: Int, _ open: OpenOperations) -> Int {
    var hash = UInt64(UInt32(truncatingIfNeeded: words[base])) &* 0x9E37_79B9_7F4A_7C15
    for word in 0..<layout.maskWords {
      hash ^= words[base + 2 + word] & (open.other[word] | open.conditional[word])
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    }
    return Int(truncatingIfNeeded: hash >> 32) & (buckets.count - 1)
  }

  private mutating func grow(_ open: OpenOperations) {
    buckets = Array(repeating: -1, count: buckets.count * 2)
    usedBuckets.removeAll(keepingCapacity: true)
    for index in isMember.indices where isMember[index] {
      let bucket = self.bucket(of: words, at: index * layout.stride, open)
      if buckets[bucket] < 0 { usedBuckets.append(Int32(bucket)) }
      nextInBucket[index] = buckets[bucket]
      buckets[bucket] = Int32(index)
    }
  }
}
