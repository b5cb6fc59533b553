import Synchronization

/// Values that are computed once, however many tests ask for them, and wherever they ask from.
///
/// Whoever asks for a value that is being computed waits for it; other values can be asked for meanwhile.
public final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private final class Entry: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private let entries = Mutex<[Key: Entry]>([:])

  public init() {}

  /// The value of `key`, computed unless it is there. What fails is computed again for the next one.
  public func value<Failure: Error>(
    of key: Key, _ compute: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let entry = entries.withLock { entries in
      let entry = entries[key] ?? Entry()
      entries[key] = entry
      return entry
    }
    return try entry.value.withLock { (value) throws(Failure) in
      if let value { return value }
      let computed = try compute()
      value = computed
      return computed
    }
  }
}
