/// A map whose keys are set, removed and looked up one at a time.
public struct KeyValueMap<Key: Hashable & Sendable, Value: Hashable & Sendable>:
  SequentialSpecification
{
  public var values: [Key: Value]

  /// A map with its initial values.
  public init(_ values: [Key: Value] = [:]) { self.values = values }

  public enum Operation: Hashable, Sendable, CustomStringConvertible {
    case get(Key)
    case put(Key, Value)
    /// Puts a value, and asks for the one before it.
    case swap(Key, Value)
    case remove(Key)

    public var description: String {
      switch self {
      case .get(let key): "get \(text(of: key))"
      case .put(let key, let value): "put \(text(of: key)) = \(text(of: value))"
      case .swap(let key, let value): "swap \(text(of: key)) = \(text(of: value))"
      case .remove(let key): "remove \(text(of: key))"
      }
    }
  }

  public enum Response: Hashable, Sendable, CustomStringConvertible {
    /// The answer to a get or a swap; `nil` if the map has no such key.
    case value(Value?)
    /// The answer to a put or a removal.
    case done

    public var description: String {
      switch self {
      case .value(let value): text(of: value)
      case .done: "ok"
      }
    }
  }

  public mutating func apply(_ operation: Operation) -> Response {
    switch operation {
    case .get(let key): return .value(values[key])
    case .put(let key, let value): values[key] = value
    case .swap(let key, let value): return .value(values.updateValue(value, forKey: key))
    case .remove(let key): values[key] = nil
    }
    return .done
  }

  public static func effect(
    of operation: Operation, answered response: Response?
  ) -> OperationEffect {
    // A put leaves the other keys as they are: it overwrites the part of the map that it is about.
    switch operation {
    case .get: return .none
    case .swap where response != nil: return .update
    case .swap, .put, .remove: return .overwrite
    }
  }

  public static func part(of operation: Operation) -> AnyHashable? {
    switch operation {
    case .get(let key), .put(let key, _), .swap(let key, _), .remove(let key): key
    }
  }
}
