import PaxcheckJSON
import PaxcheckModel

/// Values of one type as JSON, whether the type says that it is `Codable` or not, which is found out
/// when a system is about to run: a model that is only checked need not care.
struct JSONFormat {
  private let type: any Decodable.Type

  /// The largest magnitude of a whole number: every JSON reader knows it exactly (RFC 7493, section
  /// 2.2), and no actor that counts on from it overflows.
  static let largestInteger = 1 << 53 - 1

  /// - Returns: `nil` if the type is not `Codable`.
  init?(_ type: any Any.Type) {
    guard let type = type as? any Codable.Type else { return nil }
    self.type = type
  }

  /// - Precondition: `value` is of the format's type.
  func json(_ value: any Sendable) throws -> JSONValue {
    guard let value = value as? any Encodable else { Mistake.stop("\(type) is Codable") }
    return try JSONValue(encoding: value)
  }

  /// The value that a JSON text stands for.
  ///
  /// - Throws: `Malformed` for everything else.
  func value(parsing bytes: [UInt8]) throws(Malformed) -> any Decodable {
    do {
      return try value(JSONValue(parsing: bytes))
    } catch let error as JSONSyntaxError {
      throw Malformed(reason: error.description)
    } catch let error as Malformed {
      throw error
    } catch {
      throw Malformed(reason: "\(error)")
    }
  }

  func value(_ json: JSONValue) throws(Malformed) -> any Decodable {
    guard json.isWithinLimits else {
      throw Malformed(reason: "a number is beyond \(Self.largestInteger)")
    }
    do {
      return try type.init(decoding: json)
    } catch let error as DecodingError {
      throw Malformed(reason: error.reason)
    } catch {
      throw Malformed(reason: "\(error)")
    }
  }

  /// Why a text is no value of the type.
  struct Malformed: Error {
    let reason: String
  }
}

extension Decodable {
  fileprivate init(decoding json: JSONValue) throws { self = try json.decoded() }
}

extension JSONValue {
  fileprivate var isWithinLimits: Bool {
    switch self {
    case .integer(let number): number.magnitude <= JSONFormat.largestInteger
    case .array(let values): values.allSatisfy(\.isWithinLimits)
    case .object(let members): members.values.allSatisfy(\.isWithinLimits)
    case .null, .bool, .decimal, .string: true
    }
  }
}

extension DecodingError {
  fileprivate var reason: String {
    let context: Context
    switch self {
    case .typeMismatch(_, let known), .valueNotFound(_, let known), .keyNotFound(_, let known),
      .dataCorrupted(let known):
      context = known
    @unknown default: return "\(self)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
  }
}
