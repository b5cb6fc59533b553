/// A value whose type is known only where it was made.
public struct ErasedValue: Sendable {
  @usableFromInline package let value: any Hashable & Sendable

  @inlinable
  package init(_ value: any Hashable & Sendable) { self.value = value }

  /// The value, if it is of this type.
  public func unwrapped<Value>(as type: Value.Type = Value.self) -> Value? { value as? Value }
}

extension ErasedValue: Hashable, CustomStringConvertible {
  public static func == (left: ErasedValue, right: ErasedValue) -> Bool {
    AnyHashable(left.value) == AnyHashable(right.value)
  }

  public func hash(into hasher: inout Hasher) { AnyHashable(value).hash(into: &hasher) }

  public var description: String { String(describing: value) }
}
