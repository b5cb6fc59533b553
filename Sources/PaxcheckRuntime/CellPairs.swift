import PaxcheckJSON

/// The cells of a storage file, as pairs in JSON.
struct CellPairs {
  private(set) var pairs: [(cell: JSONValue, value: JSONValue)] = []

  /// The pairs of a list; those of anything else are none.
  init(_ json: JSONValue?) {
    guard case .array(let entries)? = json else { return }
    for case .array(let sides) in entries where sides.count == 2 {
      pairs.append((sides[0], sides[1]))
    }
  }

  /// Whether a line of a file is a list of pairs.
  static func areWritten(in json: JSONValue?) -> Bool {
    guard case .array(let entries)? = json else { return false }
    return CellPairs(json).pairs.count == entries.count
  }

  /// Writes cells, each in place of what it held.
  mutating func write(_ newer: CellPairs) {
    for pair in newer.pairs {
      if let place = pairs.firstIndex(where: { $0.cell == pair.cell }) {
        pairs[place] = pair
      } else {
        pairs.append(pair)
      }
    }
  }

  var json: JSONValue { .array(pairs.map { .array([$0.cell, $0.value]) }) }
}
