/// The values of a history, each under a number.
public struct ValueTable: Sendable {
  private var values: [Datum] = [.null]
  private var numbers: [Datum: Int32] = [.null: 0, .string(""): 0]

  /// The number of `nil`, which is also that of the empty text: what an object holds at first.
  static let initial: Int32 = 0

  init() {}

  mutating func number(of value: Datum) -> Int32 {
    if let known = numbers[value] { return known }
    let number = Int32(values.count)
    numbers[value] = number
    values.append(value)
    return number
  }

  subscript(_ number: Int32) -> Datum { values[Int(number)] }

  var count: Int { values.count }

  /// The text of a value.
  public func text(_ number: Int32) -> String { values[Int(number)].description }
}
