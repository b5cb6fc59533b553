extension JSONValue {
  /// The value that `init(encoding:)` wrote, or a person in its manner. Unknown members of objects
  /// are passed over.
  ///
  /// - Throws: `DecodingError` if the JSON does not fit the type.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try ValueDecoder(value: self).decode(type)
  }
}

private struct ValueDecoder: Decoder {
  let value: JSONValue
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let members: [String: JSONValue]
    switch value {
    case .object(let known): members = known
    case .string(let name): members = [name: .object([:])]
    default: throw mismatch([String: JSONValue].self, "an object")
    }
    return KeyedDecodingContainer(MemberDecoder(members: members, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw mismatch([JSONValue].self, "an array") }
    return ElementDecoder(elements: elements, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func mismatch(_ type: any Any.Type, _ expected: String) -> DecodingError {
    .typeMismatch(
      type,
      .init(codingPath: codingPath, debugDescription: "\(expected) is expected, not \(value.line)"))
  }
}

extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { value == .null }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let result: Any?
    switch type {
    case is String.Type:
      result = if case .string(let text) = value { text } else { nil }
    case is Bool.Type:
      result = if case .bool(let flag) = value { flag } else { nil }
    case let type as any FixedWidthInteger.Type:
      result = if case .integer(let number) = value { type.init(exactly: number) } else { nil }
    case let type as any BinaryFloatingPoint.Type:
      result = number.map { type.init($0) }
    default: return try T(from: self)
    }
    guard let result = result as? T else { throw mismatch(type, "a value of type \(type)") }
    return result
  }

  private var number: Double? {
    switch value {
    case .integer(let number): Double(number)
    case .decimal(let number): number
    default: nil
    }
  }
}

private struct MemberDecoder<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: [String: JSONValue]
  let codingPath: [any CodingKey]

  var allKeys: [Key] { members.keys.sorted().compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  private func decoder(_ key: any CodingKey) throws -> ValueDecoder {
    guard let value = members[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "'\(key.stringValue)' is missing"))
    }
    return ValueDecoder(value: value, codingPath: codingPath + [key])
  }

  func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).decodeNil() }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try decoder(key).decode(type)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    let decoder = try decoder(key)
    return KeyedDecodingContainer(
      MemberDecoder<NestedKey>(
        members: try payload(decoder, keyedBy: type), codingPath: decoder.codingPath))
  }

  /// What comes with a case of an enumeration, by label or position.
  private func payload<NestedKey: CodingKey>(
    _ decoder: ValueDecoder, keyedBy type: NestedKey.Type
  ) throws -> [String: JSONValue] {
    let isPositional = NestedKey(stringValue: "_0") != nil
    if case .object(let members) = decoder.value, !isPositional || members["_0"] != nil {
      return members
    }
    guard isPositional else { throw decoder.mismatch([String: JSONValue].self, "an object") }
    guard NestedKey(stringValue: "_1") != nil else { return ["_0": decoder.value] }
    guard case .array(let values) = decoder.value else {
      throw decoder.mismatch([JSONValue].self, "an array")
    }
    return Dictionary(
      uniqueKeysWithValues: values.enumerated().map { ("_\($0.offset)", $0.element) })
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    ValueDecoder(value: members["super"] ?? .null, codingPath: codingPath)
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }
}

private struct ElementDecoder: UnkeyedDecodingContainer {
  let elements: [JSONValue]
  let codingPath: [any CodingKey]
  private(set) var currentIndex = 0

  init(elements: [JSONValue], codingPath: [any CodingKey]) {
    self.elements = elements
    self.codingPath = codingPath
  }

  var count: Int? { elements.count }
  var isAtEnd: Bool { currentIndex == elements.count }

  private var current: ValueDecoder {
    get throws {
      guard !isAtEnd else {
        throw DecodingError.valueNotFound(
          JSONValue.self,
          .init(codingPath: codingPath, debugDescription: "the array has \(elements.count) only"))
      }
      return ValueDecoder(value: elements[currentIndex], codingPath: codingPath)
    }
  }

  mutating func decodeNil() throws -> Bool {
    let isNull = try current.decodeNil()
    if isNull { currentIndex += 1 }
    return isNull
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value = try current.decode(type)
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    let container = try current.container(keyedBy: type)
    currentIndex += 1
    return container
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let container = try current.unkeyedContainer()
    currentIndex += 1
    return container
  }

  mutating func superDecoder() throws -> any Decoder {
    let decoder = try current
    currentIndex += 1
    return decoder
  }
}
