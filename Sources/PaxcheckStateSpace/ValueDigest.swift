/// A digest of values that is the same in every process: of what they consist of, as `Mirror` shows it, in
/// which the elements of a set and the pairs of a dictionary have no order.
struct ValueDigest {
  /// The number of parts looked at so far.
  private(set) var cost = 0
  /// What was found in the values that tends to make models differ from process to process.
  private(set) var hazards: [ValueHazard] = []
  /// The labels on the way to the present part.
  private var path: [String] = []
  /// Whether the present value is part of the text of steps, without a text of its own.
  private var isInText = false

  /// The digest of a value.
  ///
  /// - Parameters:
  ///   - name: What the value is called where a hazard is found in it.
  ///   - isInText: Whether the value is part of the text of steps.
  mutating func digest(_ value: Any, named name: String, isInText: Bool = false) -> UInt64 {
    path = [name]
    self.isInText = isInText
    return digest(value)
  }

  private mutating func digest(_ value: Any) -> UInt64 {
    cost += 1
    if let leaf = leaf(value) { return leaf }
    let mirror = Mirror(reflecting: value)
    // Whether a type conforms to a protocol takes long to find out, so what has parts is not asked.
    if mirror.displayStyle == nil, let number = value as? any FixedWidthInteger {
      return UInt64(truncatingIfNeeded: number)
    }
    let hadText = isInText
    defer { isInText = hadText }
    if isInText, value is any CustomStringConvertible, !(value is any Collection) {
      isInText = false
    }
    switch mirror.displayStyle {
    case .set, .dictionary: note(.unordered, value, if: isInText && mirror.children.count > 1)
    case .class:
      guard isAuthors(value) else { return 0 }
      note(.reference, value)
    default: break
    }
    guard path.count < Self.depthLimit else { return 0 }
    if mirror.children.isEmpty, mirror.displayStyle == .enum { return checksum("\(value)") }
    var parts = mirror.children.map { child in
      if let label = child.label, label.first != "." { path.append(label) } else { path.append("") }
      defer { path.removeLast() }
      let isCase = mirror.displayStyle == .enum
      return digest(child.value) ^ (isCase ? checksum(child.label ?? "") : 0)
    }
    if mirror.displayStyle == .set || mirror.displayStyle == .dictionary { parts.sort() }
    var sum = Checksum(UInt64(parts.count))
    for part in parts { sum.add(part) }
    return sum.value
  }

  /// The digest of a value that has no parts; `nil` if it may have some.
  private func leaf(_ value: Any) -> UInt64? {
    switch value {
    case let number as Int: return UInt64(bitPattern: Int64(number))
    case let text as String: return checksum(text)
    case let flag as Bool: return flag ? 1 : 2
    case let number as Double: return number.bitPattern
    case let number as Float: return UInt64(number.bitPattern)
    case let character as Character: return checksum(String(character))
    case let text as Substring: return checksum(String(text))
    default: return nil
    }
  }

  private func checksum(_ text: String) -> UInt64 {
    var sum = Checksum(1)
    for byte in text.utf8 { sum.add(UInt64(byte)) }
    return sum.value
  }

  /// Whether a class is of the model's author, not of a library that comes with the system.
  private func isAuthors(_ value: Any) -> Bool {
    let name = String(reflecting: type(of: value))
    return !["Swift.", "Foundation", "Synchronization."].contains { name.hasPrefix($0) }
  }

  private mutating func note(_ kind: ValueHazard.Kind, _ value: Any, if isHazard: Bool = true) {
    guard isHazard else { return }
    let place = path.filter { !$0.isEmpty }.joined(separator: ".")
    let hazard = ValueHazard(kind: kind, place: place, type: "\(type(of: value))")
    if !hazards.contains(hazard) { hazards.append(hazard) }
  }

  /// Values that are nested more deeply are taken for cycles.
  private static var depthLimit: Int { 60 }
}

/// A part of a value that tends to make a model differ from process to process, or from step to step.
package struct ValueHazard: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// An instance of a class, which all copies of the value share.
    case reference
    /// A set or dictionary in the text of a step, the order of whose elements is another one in each process.
    case unordered
  }

  package let kind: Kind
  /// The type of the value, and the way from there to the part.
  package let place: String
  package let type: String
}

extension ValueHazard: CustomStringConvertible {
  package var description: String {
    switch kind {
    case .reference:
      "\(place) is an instance of the class \(type): states that share it change together; "
        + "make it a struct"
    case .unordered:
      "\(place) is a \(type), whose text has another order in each process: a trace with it may not "
        + "replay; use an array, or give the message a description"
    }
  }
}
