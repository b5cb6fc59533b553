import PaxcheckModel

@testable import PaxcheckHistories

/// Makes up values, and writes them in EDN at random among all the ways in which they can be.
///
/// It shares nothing with the parser but the type of values.
struct DatumWriter {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func below(_ count: Int) -> Int { generator.below(count) }

  mutating func random(depth: Int) -> Datum {
    switch below(depth > 0 ? 15 : 10) {
    case 0: return .null
    case 1: return .boolean(below(2) == 0)
    case 2: return .integer(below(2_000) - 1_000)
    case 3: return .integer([Int.max, Int.min, 1 << 40, 99][below(4)])
    case 4:
      return .number(
        [
          "1.5", "-0.25", "1.0e30", "1.5M", "1/3", "-7/2", "##NaN", "##Inf", "98765432109876543210",
        ][
          below(9)])
    case 5: return .character(["a", "(", "\n", "é", "\\", "😀", "7", ";"][below(8)])
    case 6: return .string(name() + ["", " ", "\"", "\\", "\n", "é", "\u{1}", ";]"][below(8)])
    case 7: return .keyword(name())
    case 8: return .symbol(name())
    case 9: return .keyword(name() + "/" + name())
    case 10, 11: return .list((0..<below(4)).map { _ in random(depth: depth - 1) })
    case 12: return .set(distinct(depth))
    case 13:
      return .map(distinct(depth).map { .init(key: $0, value: random(depth: depth - 1)) })
    default: return .tagged(name(), random(depth: depth - 1))
    }
  }

  private mutating func distinct(_ depth: Int) -> [Datum] {
    var elements: [Datum] = []
    for _ in 0..<below(4) {
      let element = random(depth: depth - 1)
      if !elements.contains(element) { elements.append(element) }
    }
    return elements.sorted()
  }

  private mutating func name() -> String {
    ["a", "key", "x-y", "longer-than-fifteen-bytes", "q?", "ü"][below(6)]
  }

  /// Something that separates values.
  mutating func space() -> String {
    switch below(9) {
    case 0: "\n"
    case 1: ", "
    case 2: "\r\n\t"
    case 3: " ; a comment [ \" {\n"
    case 4: " #_\(hidden()) "
    case 5: " #_ #_ \(hidden()) \(hidden()) "
    case 6: String(repeating: " ", count: below(20) + 1)
    default: " "
    }
  }

  private mutating func hidden() -> String {
    ["a", "[1 {2 3}]", "\"]\"", "#t 1", "\\]", "#{}", "^:m x", "-1.5M"][below(8)]
  }

  mutating func text(_ datum: Datum) -> String {
    if below(12) == 0, !datum.isSimple { return "^{:line \(below(9))} " + plain(datum) }
    return plain(datum)
  }

  private mutating func plain(_ datum: Datum) -> String {
    switch datum {
    case .null: return "nil"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let value):
      if value > 0, below(4) == 0 { return "+\(value)" }
      return below(4) == 0 ? "\(value)N" : "\(value)"
    case .number(let text): return below(2) == 0 ? text : spelling(of: text)
    case .character(let character): return "\\" + spelling(of: character)
    case .string(let text): return "\"" + escaped(text) + "\""
    case .keyword(let name): return ":" + name
    case .symbol(let name): return name
    case .list(let elements):
      return below(2) == 0 ? "[\(sequence(elements))]" : "(\(sequence(elements)))"
    case .set(let elements): return "#{\(sequence(shuffled(elements)))}"
    case .map(let entries):
      let parts = shuffled(entries).flatMap { [$0.key, $0.value] }
      return "{\(sequence(parts))}"
    case .tagged(let tag, let value): return "#\(tag)\(space())\(text(value))"
    }
  }

  private mutating func sequence(_ elements: [Datum]) -> String {
    var text = below(3) == 0 ? space() : ""
    for element in elements { text += self.text(element) + space() }
    return text
  }

  private mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for place in elements.indices { elements.swapAt(place, below(elements.count)) }
    return elements
  }

  private func spelling(of number: String) -> String {
    switch number {
    case "1.5": "15e-1"
    case "-0.25": "-0.2500"
    case "1.0e30": "1000000000000000000000000000000.0"
    case "1.5M": "0.15e1M"
    case "1/3": "2/6"
    case "-7/2": "-14/4"
    case "98765432109876543210": "98765432109876543210N"
    default: number
    }
  }

  private mutating func spelling(of character: Unicode.Scalar) -> String {
    if character == "\n" { return below(2) == 0 ? "newline" : "u000A" }
    if character.value < 128, below(3) == 0 {
      return "u00" + (character.value < 16 ? "0" : "") + String(character.value, radix: 16)
    }
    return String(character)
  }

  private mutating func escaped(_ text: String) -> String {
    var escaped = ""
    for unit in text.utf16 {
      let isPlain = (unit >= 32 || unit == 10) && unit != 34 && unit != 92
      if unit < 128, isPlain, below(4) > 0 {
        escaped.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else if unit == 10 && below(2) == 0 {
        escaped += "\\n"
      } else if unit == 34 || unit == 92, below(2) == 0 {
        escaped += "\\" + String(UnicodeScalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return escaped
  }
}

extension Datum {
  /// Whether it can have no metadata.
  fileprivate var isSimple: Bool {
    switch self {
    case .symbol, .list, .set, .map: false
    default: true
    }
  }
}
