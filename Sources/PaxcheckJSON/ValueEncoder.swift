extension JSONValue {
  /// A value as JSON that a person can read and type.
  ///
  /// Structures are objects, as usual. The cases of enumerations are shorter than Swift writes them:
  ///
  /// ```text
  /// case increment                          "increment"
  /// case get(Int)                           {"get": 3}
  /// case put(Int, String)                   {"put": [3, "A"]}
  /// case promise(round: Int, number: Int)   {"promise": {"number": 1, "round": 0}}
  /// case prepared(Ballot, accepted: Vote?)  {"prepared": {"_0": …, "accepted": null}}
  /// ```
  ///
  /// - Throws: `EncodingError` for what JSON cannot say: numbers that are not finite or beyond `Int`.
  public init(encoding value: some Encodable) throws {
    let node = EncodedNode()
    try ValueEncoder(node: node).encode(value)
    self = node.value
  }
}

/// A part of a JSON text that is still written to.
private final class EncodedNode {
  enum Content {
    /// Nothing was written.
    case empty
    /// An optional that is `nil`.
    case absent
    case single(JSONValue)
    case list([EncodedNode])
    case object([(key: String, node: EncodedNode)])
  }

  var content = Content.empty
  /// Whether this is what comes with a case of an enumeration.
  var isPayload = false

  func member(_ key: String) -> EncodedNode {
    let node = EncodedNode()
    var members: [(key: String, node: EncodedNode)] = []
    if case .object(let known) = content { members = known }
    members.append((key, node))
    content = .object(members)
    return node
  }

  func element() -> EncodedNode {
    let node = EncodedNode()
    var elements: [EncodedNode] = []
    if case .list(let known) = content { elements = known }
    elements.append(node)
    content = .list(elements)
    return node
  }

  var value: JSONValue {
    switch content {
    case .empty: return .object([:])
    case .absent: return .null
    case .single(let value): return value
    case .list(let elements): return .array(elements.map(\.value))
    case .object(let members):
      if members.count == 1, members[0].node.isPayload {
        let (key, node) = members[0]
        return node.payload.map { .object([key: $0]) } ?? .string(key)
      }
      let present = members.filter { if case .absent = $0.node.content { false } else { true } }
      return .object(Dictionary(present.map { ($0.key, $0.node.value) }) { $1 })
    }
  }

  /// What comes with a case; `nil` if it comes alone.
  private var payload: JSONValue? {
    guard case .object(let members) = content, !members.isEmpty else { return nil }
    let isPositional = members.enumerated().allSatisfy { $1.key == "_\($0)" }
    guard isPositional else {
      return .object(Dictionary(members.map { ($0.key, $0.node.value) }) { $1 })
    }
    let values = members.map(\.node.value)
    return values.count == 1 ? values[0] : .array(values)
  }
}

private struct ValueEncoder: Encoder {
  let node: EncodedNode
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    if case .empty = node.content { node.content = .object([]) }
    return KeyedEncodingContainer(MemberEncoder(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .empty = node.content { node.content = .list([]) }
    return ElementEncoder(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension ValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { node.content = .single(.null) }

  func encode<T: Encodable>(_ value: T) throws {
    func refuse(_ why: String) -> EncodingError {
      .invalidValue(value, .init(codingPath: codingPath, debugDescription: why))
    }
    switch value {
    case let value as String: node.content = .single(.string(value))
    case let value as Bool: node.content = .single(.bool(value))
    case let value as any BinaryInteger:
      guard let integer = Int(exactly: value) else { throw refuse("\(value) is beyond 64 bits") }
      node.content = .single(.integer(integer))
    case let value as any BinaryFloatingPoint:
      let decimal = Double(value)
      guard decimal.isFinite else { throw refuse("JSON has no \(value)") }
      node.content = .single(.decimal(decimal))
    default: try value.encode(to: self)
    }
  }
}

private struct MemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodedNode
  let codingPath: [any CodingKey]

  private func encoder(_ key: any CodingKey) -> ValueEncoder {
    ValueEncoder(node: node.member(key.stringValue), codingPath: codingPath + [key])
  }

  func encodeNil(forKey key: Key) { encoder(key).encodeNil() }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try encoder(key).encode(value) }

  func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try encode(optional: value, key)
  }

  private func encode(optional value: (some Encodable)?, _ key: Key) throws {
    let encoder = encoder(key)
    if let value { try encoder.encode(value) } else { encoder.node.content = .absent }
  }

  // Swift writes the cases of enumerations through nested containers, and nothing else.
  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    let encoder = encoder(key)
    encoder.node.isPayload = true
    return encoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { ValueEncoder(node: node.member("super")) }

  func superEncoder(forKey key: Key) -> any Encoder { encoder(key) }
}

// The protocol brings its own version for each of these types, which leaves `nil` out.
extension MemberEncoder {
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    try encode(optional: value, key)
  }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    try encode(optional: value, key)
  }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encode(optional: value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws {
    try encode(optional: value, key)
  }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
    try encode(optional: value, key)
  }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
    try encode(optional: value, key)
  }
}

private struct ElementEncoder: UnkeyedEncodingContainer {
  let node: EncodedNode
  let codingPath: [any CodingKey]

  var count: Int { if case .list(let elements) = node.content { elements.count } else { 0 } }

  private var next: ValueEncoder { ValueEncoder(node: node.element(), codingPath: codingPath) }

  func encodeNil() { next.encodeNil() }

  func encode<T: Encodable>(_ value: T) throws { try next.encode(value) }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    next.container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next.unkeyedContainer() }

  func superEncoder() -> any Encoder { next }
}
