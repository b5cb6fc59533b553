/// The text of a value for people: an optional without its wrapping.
func text(of value: some Any) -> String {
  guard let optional = value as? any OptionalValue else { return String(describing: value) }
  return optional.textIfAny ?? "nil"
}

/// What all optionals are, whatever they wrap.
private protocol OptionalValue {
  /// The text of the wrapped value, or `nil` if there is none.
  var textIfAny: String? { get }
}

extension Optional: OptionalValue {
  fileprivate var textIfAny: String? { map { text(of: $0) } }
}
