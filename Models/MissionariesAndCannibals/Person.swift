public import PaxcheckKit

extension MissionariesAndCannibals {
  /// A person who wants to cross.
  public enum Person: BitIndexed, CustomStringConvertible {
    case missionary(Int)
    case cannibal(Int)

    public typealias BitSetWord = UInt16

    public var bitIndex: Int {
      switch self {
      case .missionary(let number): number
      case .cannibal(let number): 8 + number
      }
    }

    public init(bitIndex: Int) {
      self = bitIndex < 8 ? .missionary(bitIndex) : .cannibal(bitIndex - 8)
    }

    public var description: String {
      switch self {
      case .missionary(let number): "M\(number)"
      case .cannibal(let number): "C\(number)"
      }
    }
  }
}

extension BitSet<MissionariesAndCannibals.Person> {
  private var missionaries: Self { intersection(Self(word: 0x00FF)) }
  private var cannibals: Self { intersection(Self(word: 0xFF00)) }

  /// Whether there are no missionaries here, or at least as many as cannibals.
  var isSafe: Bool { missionaries.isEmpty || missionaries.count >= cannibals.count }

  /// Every set of people from among these, the empty one first.
  var subsets: [Self] {
    reduce(into: [[]]) { subsets, person in subsets += subsets.map { $0.union([person]) } }
  }
}
