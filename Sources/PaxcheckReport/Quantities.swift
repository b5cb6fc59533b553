public import PaxcheckJSON

extension Int {
  /// The number with its thousands apart: `1,194,428`.
  public var grouped: String {
    var text = ""
    let digits = String(magnitude)
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + text
  }

  /// The number of bytes in the largest binary unit that leaves at least ten: `154 MiB`.
  public var bytesText: String {
    var (value, unit) = (self, 0)
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
    while value >= 10 << 10 && unit < units.count - 1 { (value, unit) = (value >> 10, unit + 1) }
    return "\(value.grouped) \(units[unit])"
  }

  /// The number and its noun, in the plural unless the number is 1: `1 thread`, `2 threads`.
  public func counted(_ noun: String) -> String {
    "\(grouped) \(noun)\(self == 1 ? "" : "s")"
  }
}

extension Duration {
  /// The number of seconds, rounded down to milliseconds: `0.031`.
  public var secondsText: String {
    let milliseconds = components.attoseconds / 1_000_000_000_000_000
    return "\(components.seconds).\(String(milliseconds + 1000).dropFirst())"
  }
}

extension JSONValue {
  /// A number of seconds, rounded down to milliseconds.
  public static func seconds(_ duration: Duration) -> JSONValue {
    .decimal(Double(duration / .milliseconds(1)).rounded(.down) / 1000)
  }
}
