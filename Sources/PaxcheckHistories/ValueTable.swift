/// The values of a history, each under a number.
///
/// Most are whole numbers, which take 20 bytes or so each.
public struct ValueTable: Sendable {
  /// Per value: the whole number that it is, or its place among the others.
  private var payloads: [Int] = [0]
  private var isInteger: [Bool] = [false]
  private var others: [Datum] = [.null]
  private var otherNumbers: [Datum: Int32] = [.null: 0]
  /// An open-addressing table of the whole numbers; 0 is a free slot.
  private var slots: [Int32] = Array(repeating: 0, count: 16)
  private var integerCount = 0

  /// The number of `nil`.
  static let null: Int32 = 0

  init() {}

  mutating func number(of value: Datum) -> Int32 {
    switch value {
    case .null: return Self.null
    case .integer(let integer): return number(of: integer)
    default:
      if let known = otherNumbers[value] { return known }
      let number = append(others.count, isInteger: false)
      others.append(value)
      otherNumbers[value] = number
      return number
    }
  }

  /// The number of a value that has one.
  func knownNumber(of value: Datum) -> Int32? {
    guard case .integer(let integer) = value else { return otherNumbers[value] }
    let number = slots[slot(of: integer)]
    return number == 0 ? nil : number
  }

  /// The slot of a whole number, or the free one that it would get.
  ///
  /// Neighbours begin in neighbouring slots, as far as these are free; the rest are scattered.
  private func slot(of integer: Int) -> Int {
    let mask = slots.count - 1
    let high = integer >> slots.count.trailingZeroBitCount
    var slot = (integer &+ Self.scattered(high)) & mask
    guard slots[slot] != 0, payloads[Int(slots[slot])] != integer else { return slot }
    let stride = Self.scattered(integer) | 1
    repeat {
      slot = (slot &+ stride) & mask
    } while slots[slot] != 0 && payloads[Int(slots[slot])] != integer
    return slot
  }

  private static func scattered(_ integer: Int) -> Int {
    let mixed = UInt64(bitPattern: Int64(integer)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32)
  }

  private mutating func number(of integer: Int) -> Int32 {
    let slot = slot(of: integer)
    guard slots[slot] == 0 else { return slots[slot] }
    let number = append(integer, isInteger: true)
    slots[slot] = number
    integerCount += 1
    if integerCount * 4 > slots.count * 3 { grow() }
    return number
  }

  private mutating func append(_ payload: Int, isInteger: Bool) -> Int32 {
    payloads.append(payload)
    self.isInteger.append(isInteger)
    return Int32(payloads.count - 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in payloads.indices where isInteger[number] {
      slots[slot(of: payloads[number])] = Int32(number)
    }
  }

  subscript(_ number: Int32) -> Datum {
    let payload = payloads[Int(number)]
    return isInteger[Int(number)] ? .integer(payload) : others[payload]
  }

  /// The form of a value.
  func form(of number: Int32) -> ValueForms {
    isInteger[Int(number)] ? .integer : ValueForms(of: others[payloads[Int(number)]])
  }

  /// Whether any value is a map, or a list of small operations.
  var hasTransactions: Bool { others.contains { ValueForms(of: $0) == .map || $0.isTransaction } }

  var count: Int { payloads.count }

  /// The text of a value; of a long one, its two ends.
  public func text(_ number: Int32) -> String {
    let text = self[number].description
    return text.count <= 60 ? text : "\(text.prefix(25))…\(text.suffix(30))"
  }
}
