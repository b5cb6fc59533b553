import PaxcheckModel

extension Duration {
  /// Reads `500ms`, `2s`, `5m` or `1h`.
  init(argument text: String) throws(ValueError) {
    let (number, unit) = try text.numberAndUnit("a number and a unit, like 500ms, 2s, 5m or 1h")
    let milliseconds: [String: Int64] = ["ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000]
    guard let factor = milliseconds[unit] else {
      throw ValueError(
        unit.isEmpty
          ? "the unit is missing; write \(number)ms, \(number)s, \(number)m or \(number)h"
          : "'\(unit)' is no unit of time; there are ms, s, m and h")
    }
    let (total, overflow) = Int64(number).multipliedReportingOverflow(by: factor)
    guard !overflow, total > 0 else { throw ValueError("it must be more than 0 and fit 64 bits") }
    self = .milliseconds(total)
  }
}

extension Int {
  /// Reads a number of bytes: `64M`, `2G`, `512K`, `2GiB` or `1048576`. Units are powers of 1024.
  init(byteCount text: String) throws(ValueError) {
    let (number, unit) = try text.numberAndUnit("a number and a unit, like 64M or 2G")
    let shifts = ["": 0, "K": 10, "M": 20, "G": 30, "T": 40]
    let letter = unit.hasSuffix("iB") ? String(unit.dropLast(2)) : unit
    guard let shift = shifts[letter.uppercased()] else {
      throw ValueError("'\(unit)' is no unit of memory; there are K, M, G and T")
    }
    let (total, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    guard !overflow, total > 0 else { throw ValueError("it must be more than 0 and fit 64 bits") }
    self = total
  }
}

extension Ratio {
  /// Reads a probability: `1/10`, `0` or `1`.
  init(argument text: String) throws(ValueError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    let bounds = 1...(1 << 32)
    guard parts.count <= 2, let numerator = parts[0],
      let denominator = parts.count == 2 ? parts[1] : 1,
      bounds.contains(denominator), 0...denominator ~= numerator
    else {
      throw ValueError("a probability is a ratio between 0 and 1, like 1/10")
    }
    self.init(numerator, denominator)
  }
}

extension String {
  /// The digits that a text begins with, as a number, and the rest.
  fileprivate func numberAndUnit(_ expected: String) throws(ValueError) -> (Int, String) {
    let digits = prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { throw ValueError("\(expected) is needed") }
    return (number, String(dropFirst(digits.count)))
  }
}
