/// How a configuration lies in memory: a run of words.
///
/// A configuration is one way to explain the history so far: the state of the object, which open
/// operations are placed already, how many lost operations of each group were used, and when an
/// overwriting operation was placed last. All operations that returned are placed.
///
/// ```text
/// word 0      state (low half), witness node (high half)
/// word 1      moment of the last overwrite + 1, times 2, plus 1 if it is bare
/// masks       the slots of the open operations that are placed
/// counters    lost operations used, one lane per group
/// ```
///
/// An overwrite is bare if it is the last step, was placed at the present event, and no pure
/// operation became legal by it.
struct ConfigurationLayout {
  let maskWords: Int
  let counterWords: Int
  /// Bits per counter. The highest stays clear, so that lanes can be compared in one subtraction.
  let laneBits: Int
  /// The highest bit of every lane.
  let laneTops: UInt64

  init(timeline: Timeline) {
    maskWords = max(1, (timeline.slotCount + 63) / 64)
    laneBits = timeline.largestGroup < 1 << 7 ? 8 : timeline.largestGroup < 1 << 15 ? 16 : 32
    let lanes = 64 / laneBits
    counterWords = (timeline.groups.count + lanes - 1) / lanes
    var tops: UInt64 = 0
    for lane in 0..<lanes { tops |= 1 << UInt64((lane + 1) * laneBits - 1) }
    laneTops = tops
  }

  /// Words per configuration.
  var stride: Int { 2 + maskWords + counterWords }

  /// The word of a group's counter, counted from the beginning of a configuration.
  func counterWord(of group: Int) -> Int { 2 + maskWords + group * laneBits / 64 }

  /// The lowest bit of a group's counter in its word.
  func counterShift(of group: Int) -> UInt64 { UInt64(group * laneBits % 64) }

  func count(of group: Int, in word: UInt64) -> Int {
    Int(word >> counterShift(of: group) & (1 << UInt64(laneBits) - 1))
  }
}
