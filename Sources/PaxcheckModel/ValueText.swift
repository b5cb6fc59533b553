/// The text of a value in which sets and dictionaries are sorted, whatever they are part of.
package func text(_ value: Any) -> String {
  if let string = value as? any StringProtocol { return String(string).debugDescription }
  if let character = value as? Character { return character.debugDescription }
  if hasOwnText(value) { return String(describing: value) }
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .collection: return "[\(mirror.values.map(text).joined(separator: ", "))]"
  case .set: return "{\(mirror.values.map(text).sorted().joined(separator: ", "))}"
  case .dictionary:
    let entries = mirror.values.map { pair in
      Mirror(reflecting: pair).values.map(text).joined(separator: ": ")
    }
    return entries.isEmpty ? "[:]" : "[\(entries.sorted().joined(separator: ", "))]"
  case .optional: return mirror.values.first.map(text) ?? "nil"
  case .tuple: return "(\(fields(mirror)))"
  case .enum: return enumText(value, mirror)
  default:
    return mirror.children.isEmpty
      ? String(describing: value) : "\(type(of: value))(\(fields(mirror)))"
  }
}

/// The text of an action, a message or a timer: its own, or else Swift's without the names of modules
/// and without `Optional(…)`.
package func actionText(_ value: Any) -> String {
  let plain = String(describing: value)
  if value is any CustomStringConvertible || !hasAdditions(plain) { return plain }
  return text(value)
}

/// Whether Swift's text of a value tells of modules or optionals.
private func hasAdditions(_ text: String) -> Bool {
  func isOfName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_")
      || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }
  let bytes = Array(text.utf8)
  return text.hasPrefix("Optional(") || text.contains(" Optional(") || text.contains("(Optional(")
    || text.contains("[Optional(")
    || bytes.indices.dropFirst().dropLast().contains { place in
      bytes[place] == UInt8(ascii: ".") && isOfName(bytes[place + 1])
        && (isOfName(bytes[place - 1]) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place - 1])
    }
}

/// Whether a type says itself how its values are written.
package func hasOwnText(_ value: Any) -> Bool {
  if value is any CustomReflectable { return false }
  return value is any CustomStringConvertible || value is any TextOutputStreamable
}

extension Mirror {
  /// The values of the children.
  package var values: [Any] { children.map(\.value) }
}

private func enumText(_ value: Any, _ mirror: Mirror) -> String {
  guard let payload = mirror.children.first, let name = payload.label else {
    return String(describing: value)
  }
  let parts = Mirror(reflecting: payload.value)
  return parts.displayStyle == .tuple
    ? "\(name)(\(fields(parts)))" : "\(name)(\(text(payload.value)))"
}

/// The children with their labels, but for the numbers of unlabelled parts of a tuple.
private func fields(_ mirror: Mirror) -> String {
  mirror.children.map { child in
    guard let label = child.label, label.first != "." else { return text(child.value) }
    return "\(label): \(text(child.value))"
  }.joined(separator: ", ")
}
