import PaxcheckModel

/// A value whose type is known only where it was made.
public struct ErasedValue: Sendable {
  @usableFromInline package let value: any Hashable & Sendable
  /// The offer that the value is an alternative of, where that has to be told.
  @usableFromInline package let offer: (any Hashable & Sendable)?

  @inlinable
  package init(_ value: any Hashable & Sendable, of offer: (any Hashable & Sendable)? = nil) {
    self.value = value
    self.offer = offer
  }

  /// The value, if it is of this type.
  public func unwrapped<Value>(as type: Value.Type = Value.self) -> Value? { value as? Value }
}

extension ErasedValue: Hashable, CustomStringConvertible {
  public static func == (left: ErasedValue, right: ErasedValue) -> Bool {
    AnyHashable(left.value) == AnyHashable(right.value)
      && left.offer.map { AnyHashable($0) } == right.offer.map { AnyHashable($0) }
  }

  public func hash(into hasher: inout Hasher) { AnyHashable(value).hash(into: &hasher) }

  public var description: String { actionText(value) + (offer.map { " of \($0)" } ?? "") }
}
