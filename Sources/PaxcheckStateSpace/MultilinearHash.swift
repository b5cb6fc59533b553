/// A function from vectors of one width to 64 bits that takes two different vectors to the same number
/// with probability 2⁻⁶⁴, if its keys are random.
///
/// The upper half of *k*₁ *v*₁ + *k*₂ *v*₂ + … modulo 2¹²⁸, for a key *k* of 128 bits at each place
/// (D. Lemire and O. Kaser, "Strongly Universal String Hashing Is Fast", The Computer Journal 57(11),
/// 2014, theorem 3.1), with its bits spread. The keys are always the same: those that SplitMix64 draws
/// from the seed 0.
final class MultilinearHash: Sendable {
  private struct Key: BitwiseCopyable {
    let upper: UInt64
    let lower: UInt64
  }

  private nonisolated(unsafe) let keys: UnsafeMutablePointer<Key>
  private let width: Int

  init(width: Int) {
    self.width = width
    keys = .allocate(capacity: width)
    for place in 0..<width {
      (keys + place).initialize(
        to: Key(
          upper: ComponentTables.mix(UInt64(2 * place)),
          lower: ComponentTables.mix(UInt64(2 * place + 1))))
    }
  }

  deinit { keys.deallocate() }

  @inline(__always)
  func callAsFunction(_ vector: UnsafePointer<ComponentID>) -> UInt64 {
    var (upper, lower): (UInt64, UInt64) = (0, 0)
    for place in 0..<width {
      let number = UInt64(vector[place])
      let product = keys[place].lower.multipliedFullWidth(by: number)
      let (sum, carries) = lower.addingReportingOverflow(product.low)
      lower = sum
      upper &+= product.high &+ keys[place].upper &* number &+ (carries ? 1 : 0)
    }
    return ComponentTables.mix(upper)
  }
}
