extension Int {
  /// A number of bytes as a user would write it: `48 MiB`. What is no round number of the largest
  /// unit that leaves at least ten is rounded down.
  var binaryUnitText: String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    let roundUnit = Swift.min(trailingZeroBitCount / 10, units.count - 1)
    if self > 0, self >> (10 * roundUnit) < 10 << 10 {
      return "\(self >> (10 * roundUnit)) \(units[roundUnit])"
    }
    var (value, unit) = (self, 0)
    while value >= 10 << 10, unit < units.count - 1 { (value, unit) = (value >> 10, unit + 1) }
    return "\(value) \(units[unit])"
  }
}
