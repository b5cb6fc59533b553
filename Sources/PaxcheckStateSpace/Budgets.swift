/// The budgets that all components of a state share: how many of something there may be among them.
struct Budgets: BitwiseCopyable {
  /// What steps that draw on no budget have in the place of one.
  static var none: UInt8 { .max }

  private let limits: UInt32

  /// - Precondition: there are at most two.
  init(_ limits: [Int]) {
    precondition(limits.count <= 2)
    self.limits = limits.indices.reduce(0) { sum, budget in
      sum | UInt32(min(limits[budget], 0xFFFF)) << UInt32(16 * budget)
    }
  }

  /// What one component has spent, as a term of the sum over all.
  @inline(__always)
  static func spread(_ spent: UInt8) -> UInt32 {
    UInt32(spent & 0xF) | UInt32(spent >> 4) << 16
  }

  /// Whether nothing is left of a budget, given what all components have spent.
  @inline(__always)
  func isSpent(_ budget: UInt8, by spent: UInt32) -> Bool {
    let shift = UInt32(16) &* UInt32(budget)
    return (spent &>> shift) & 0xFFFF >= (limits &>> shift) & 0xFFFF
  }
}
