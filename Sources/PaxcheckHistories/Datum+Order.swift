extension Datum: Hashable, Comparable {
  static func == (one: Datum, other: Datum) -> Bool {
    switch (one, other) {
    case (.null, .null): true
    case (.boolean(let one), .boolean(let other)): one == other
    case (.integer(let one), .integer(let other)): one == other
    case (.character(let one), .character(let other)): one == other
    case (.number(let one), .number(let other)), (.string(let one), .string(let other)),
      (.keyword(let one), .keyword(let other)), (.symbol(let one), .symbol(let other)):
      one.isSameText(as: other)
    case (.list(let one), .list(let other)), (.set(let one), .set(let other)): one == other
    case (.map(let one), .map(let other)): one == other
    case (.tagged(let tag, let one), .tagged(let otherTag, let other)):
      tag.isSameText(as: otherTag) && one == other
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(rank)
    switch self {
    case .null: break
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .character(let character): hasher.combine(character)
    case .number(let text), .string(let text), .keyword(let text), .symbol(let text):
      text.hashText(into: &hasher)
    case .list(let elements), .set(let elements): hasher.combine(elements)
    case .map(let entries): hasher.combine(entries)
    case .tagged(let tag, let value):
      tag.hashText(into: &hasher)
      hasher.combine(value)
    }
  }

  /// A total order: by type, numbers by their size where both are small and whole, texts byte by byte.
  static func < (one: Datum, other: Datum) -> Bool {
    switch (one, other) {
    case (.boolean(let one), .boolean(let other)): !one && other
    case (.integer(let one), .integer(let other)): one < other
    case (.character(let one), .character(let other)): one < other
    case (.number(let one), .number(let other)), (.string(let one), .string(let other)),
      (.keyword(let one), .keyword(let other)), (.symbol(let one), .symbol(let other)):
      one.utf8.lexicographicallyPrecedes(other.utf8)
    case (.list(let one), .list(let other)), (.set(let one), .set(let other)):
      one.lexicographicallyPrecedes(other)
    case (.map(let one), .map(let other)):
      one.lexicographicallyPrecedes(other) { ($0.key, $0.value) < ($1.key, $1.value) }
    case (.tagged(let tag, let one), .tagged(let otherTag, let other)):
      tag.isSameText(as: otherTag)
        ? one < other : tag.utf8.lexicographicallyPrecedes(otherTag.utf8)
    default: one.rank < other.rank
    }
  }

  /// The place of the type among the types.
  private var rank: UInt8 {
    switch self {
    case .null: 0
    case .boolean: 1
    case .integer: 2
    case .number: 3
    case .character: 4
    case .string: 5
    case .keyword: 6
    case .symbol: 7
    case .list: 8
    case .set: 9
    case .map: 10
    case .tagged: 11
    }
  }
}

extension String {
  /// Whether the bytes are the same. Swift's texts are equal already if they look the same.
  fileprivate func isSameText(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  fileprivate func hashText(into hasher: inout Hasher) {
    hasher.combine(utf8.count)
    let isDone: Void? = utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
  }
}
