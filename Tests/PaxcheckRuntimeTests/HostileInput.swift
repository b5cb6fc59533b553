import PaxcheckKit

/// Datagrams that nobody should send: mutated messages, noise, and extremes of JSON.
struct HostileInput {
  private var chance: SeededGenerator

  init(seed: UInt64) { chance = SeededGenerator(seed: seed) }

  private static let messages: [[UInt8]] = [
    #"{"put":[3,"A"]}"#, #"{"get":6}"#, #"{"putOk":3}"#, #"{"getOk":[6,"B"]}"#, #"{"getOk":[6]}"#,
    #"{"ping":0}"#, #"{"pong":1}"#, #""increment""#, #"{"confirmed":1}"#,
    #"{"internal":{"poll":{"round":0}}}"#,
    #"{"internal":{"prepare":{"leader":0,"round":1}}}"#,
    #"{"internal":{"prepared":{"_0":{"leader":0,"round":1},"accepted":null}}}"#,
    #"{"internal":{"accept":{"ballot":{"leader":1,"round":2},"proposal":{"client":3,"request":3,"value":"A"}}}}"#,
    #"{"internal":{"accepted":{"leader":1,"round":2}}}"#,
    #"{"internal":{"query":{"client":3,"number":3}}}"#,
    #"{"internal":{"record":[{"client":3,"number":3},{"timestamp":{"counter":1,"server":0},"value":"A"}]}}"#,
    #"{"internal":{"ackQuery":[{"client":3,"number":3},{"timestamp":{"counter":1,"server":0}}]}}"#,
    #"{"internal":{"ackRecord":{"client":3,"number":3}}}"#,
    #"{"internal":{"prepare":{"number":4,"round":0}}}"#,
    #"{"internal":{"promise":{"accepted":[],"number":4,"round":0}}}"#,
    #"{"internal":{"propose":{"_1":{"entry":{"id":{"author":3,"serial":3},"operation":{"write":"A"}},"number":4},"round":1}}}"#,
    #"{"internal":{"commitByID":{"_1":{"author":3,"serial":3},"round":0}}}"#,
    #"{"internal":{"conflict":{"converged":null,"number":4,"observed":9,"round":0}}}"#,
    #"{"internal":{"accepted":{"number":4,"round":0}}}"#,
  ].map { Array($0.utf8) }

  private static let fragments: [[UInt8]] = [
    "-1", "9007199254740991", "9007199254740992", "9223372036854775807", "-9223372036854775808",
    "1e400", "1e18", "0.5", "null", "[]", "{}", "\"\"", "\"Z9\"", "\"A999999999\"", "\"\\ud800\"",
    "\"é\"",
    "\"\u{0}\"", "true",
  ].map { Array($0.utf8) }

  mutating func next() -> [UInt8] {
    switch chance.below(20) {
    case 0: (0..<chance.below(80)).map { _ in UInt8(chance.below(256)) }
    case 1: Array(repeating: UInt8(ascii: "["), count: chance.below(60_000))
    case 2: Array(String(repeating: #"{"internal":"#, count: chance.below(5000)).utf8)
    case 3: Array((#"{"put":[3,""# + String(repeating: "A", count: 65_000) + #""]}"#).utf8)
    case 4: Array("é".utf8.dropLast())
    case 5...8: mutated(message)
    case 9...15: withFragment(message)
    default: message
    }
  }

  private var message: [UInt8] {
    mutating get { Self.messages[chance.below(Self.messages.count)] }
  }

  private mutating func mutated(_ message: [UInt8]) -> [UInt8] {
    var bytes = message
    for _ in 0...chance.below(3) where !bytes.isEmpty {
      let place = chance.below(bytes.count)
      switch chance.below(4) {
      case 0: bytes[place] = UInt8(chance.below(256))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[chance.below(bytes.count)], at: place)
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }

  /// A message in which a number is something else.
  private mutating func withFragment(_ message: [UInt8]) -> [UInt8] {
    let numbers = message.indices.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= message[$0] }
    guard !numbers.isEmpty else { return message }
    let place = numbers[chance.below(numbers.count)]
    return message[..<place] + Self.fragments[chance.below(Self.fragments.count)]
      + message[(place + 1)...]
  }
}
